//! Disks of the tests: one in memory that keeps apart what is durable and what is not, and one that fails as planned. Beside
//! `it`, because the swarm stands on them too.

mod faulty;
mod memory;

pub(crate) use faulty::{Failure, FaultyDisk};
pub(crate) use memory::{MemoryDisk, Reached};
