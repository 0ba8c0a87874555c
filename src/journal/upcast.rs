//! Brings the JSON of an older format to the newest, step by step, before any type looks at it. Events are never
//! rewritten on disk: what is old stays as it was stored, and is brought up to date each time that it is read.

use serde_json::Value;

use super::damage::EnvelopeFault;

/// The format of the envelopes that this program writes.
pub const FORMAT: u32 = 1;

/// Turns an envelope of one format into one of the next. The number in it is set by [`upcast`].
type Step = fn(&mut Value);

/// `STEPS[0]` turns format 1 into 2, and so on. Format 1 is the newest, so there are none yet.
const STEPS: &[Step] = &[];

/// The envelope in format [`FORMAT`].
pub(super) fn upcast(raw: Value) -> Result<Value, EnvelopeFault> {
    through(raw, STEPS)
}

fn through(mut raw: Value, steps: &[Step]) -> Result<Value, EnvelopeFault> {
    let found = raw.get("format").and_then(Value::as_u64).ok_or(EnvelopeFault::NoFormat)?;
    let done = found.checked_sub(1).and_then(|n| usize::try_from(n).ok()).ok_or(EnvelopeFault::Format(found))?;
    let left = steps.get(done..).ok_or(EnvelopeFault::Format(found))?;
    for (format, step) in (found + 1..).zip(left) {
        step(&mut raw);
        if let Some(field) = raw.get_mut("format") {
            *field = format.into();
        }
    }
    Ok(raw)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const STEPS_TO_3: &[Step] = &[|v| v["b"] = v["a"].take(), |v| v["c"] = v["b"].take()];

    #[test]
    fn the_newest_format_is_one_more_than_there_are_steps() {
        assert_eq!(FORMAT as usize, STEPS.len() + 1);
    }

    #[test]
    fn an_old_envelope_goes_through_every_step_that_it_lacks() {
        let at_1 = through(json!({"format": 1, "a": 7}), STEPS_TO_3);
        assert_eq!(at_1, Ok(json!({"format": 3, "a": null, "b": null, "c": 7})));
        let at_2 = through(json!({"format": 2, "b": 7}), STEPS_TO_3);
        assert_eq!(at_2, Ok(json!({"format": 3, "b": null, "c": 7})));
        let at_3 = json!({"format": 3, "c": 7});
        assert_eq!(through(at_3.clone(), STEPS_TO_3), Ok(at_3));
    }

    #[test]
    fn a_format_from_the_future_or_from_nowhere_is_told_by_its_number() {
        for found in [0, 4, 5, u64::MAX] {
            assert_eq!(through(json!({"format": found}), STEPS_TO_3), Err(EnvelopeFault::Format(found)));
        }
        for raw in [json!({}), json!([]), json!({"format": "1"}), json!({"format": -1})] {
            assert_eq!(through(raw, STEPS_TO_3), Err(EnvelopeFault::NoFormat));
        }
    }
}
