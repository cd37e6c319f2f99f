//! Running a function over many inputs.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;
use std::{env, fs, thread};

use crate::random::Random;
use crate::{changes, corpus};

/// The seed of `make test`.
const SEED: u64 = 20_230_901;
/// Longest that one input may take, on a busy machine without optimisation.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many changed inputs there are, unless the environment says another number.
pub(crate) fn rounds(usual: u64) -> u64 {
    variable("JIXIAO_FUZZ_ROUNDS").unwrap_or(usual)
}

pub(crate) fn seed() -> u64 {
    variable("JIXIAO_FUZZ_SEED").unwrap_or(SEED)
}

fn variable(name: &str) -> Option<u64> {
    env::var(name).ok().map(|value| value.parse().unwrap_or_else(|_| panic!("{name} is no number: {value}")))
}

/// A function and its name.
pub(crate) struct Campaign {
    name: &'static str,
    body: fn(&[u8]),
}

impl Campaign {
    pub(crate) fn new(name: &'static str, body: fn(&[u8])) -> Self {
        Self { name, body }
    }

    /// Runs it over the corpus, then over changes of it.
    pub(crate) fn over_files(&self, rounds: u64) {
        let named = corpus::named();
        self.over(named.len(), |index| (named[index].0.clone(), named[index].1.clone()));
        let files = corpus::files();
        self.over_rounds(rounds, |random| changes::changed(&files, random));
    }

    /// Runs it over random instructions.
    pub(crate) fn over_instructions(&self, rounds: u64) {
        self.over_rounds(rounds, |random| {
            let length = random.below(600);
            random.bytes(length)
        });
    }

    fn over_rounds(&self, rounds: u64, input: impl Fn(&mut Random) -> Vec<u8>) {
        let seed = seed();
        self.over(usize::try_from(rounds).unwrap(), |index| {
            let round = u64::try_from(index).unwrap();
            (format!("seed {seed} round {round}"), input(&mut Random::of(seed, round)))
        });
    }

    /// The function runs in a thread of its own, so that one that never ends is noticed.
    fn over(&self, count: usize, input: impl Fn(usize) -> (String, Vec<u8>)) {
        let (to_body, inputs) = mpsc::channel::<Vec<u8>>();
        let (to_here, results) = mpsc::channel();
        let body = self.body;
        thread::spawn(move || {
            for input in inputs {
                let result = catch_unwind(AssertUnwindSafe(|| body(&input)));
                let result = result.map_err(|panic| message(panic.as_ref()));
                if to_here.send(result).is_err() {
                    return;
                }
            }
        });
        for index in 0..count {
            let (name, bytes) = input(index);
            to_body.send(bytes.clone()).unwrap();
            match results.recv_timeout(PATIENCE) {
                Ok(Ok(())) => {}
                Ok(Err(message)) => self.fail(&name, &bytes, &message),
                Err(_) => self.fail(&name, &bytes, &format!("it takes longer than {PATIENCE:?}")),
            }
        }
    }

    fn fail(&self, name: &str, bytes: &[u8], message: &str) -> ! {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        panic!("{} of {name}, written to {} : {message}", self.name, path.display());
    }

    fn path(&self, name: &str) -> PathBuf {
        let name = name.rsplit('/').next().unwrap_or(name).replace(' ', "-");
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}.bin", self.name))
    }
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without words").to_owned()
}
