//! view
pub mod text;
/// stub
pub fn draw(_f: &mut ratatui::Frame<'_>, _m: &crate::app::Model, _t: &crate::theme::Theme) {}
