//! The templates for other systems: held against the schemas of these systems, and their scripts run as the systems would run them.

#![allow(dead_code)] // not every test needs all of it

#[path = "../yaml/mod.rs"]
mod yaml;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A file of the project.
pub fn file(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A template of the project that its schema allows.
pub fn template(path: &str, schema: &str) -> Value {
    let template = yaml::value(&file(path));
    let schema: Value = serde_json::from_str(&file(&format!("tests/schema/{schema}"))).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<String> = validator.iter_errors(&template).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{path}:\n{}", faults.join("\n"));
    // A schema that allows anything would be no check.
    let mut broken = template.clone();
    broken.as_object_mut().expect("a mapping").insert("nonsense".into(), 1.into());
    assert!(!validator.is_valid(&broken), "{schema:.80}");
    template
}

/// The text at a place.
pub fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{pointer}: {:?}", value.pointer(pointer)))
}

/// The script of a step of a workflow.
pub fn step<'v>(workflow: &'v Value, job: &str, name: &str) -> &'v str {
    let steps = workflow.pointer(&format!("/jobs/{job}/steps")).and_then(Value::as_array).expect("steps");
    text(steps.iter().find(|step| step["name"] == name).expect("the step"), "/run")
}

/// The lines of a script.
pub fn lines(script: &Value) -> String {
    script.as_array().expect("lines").iter().map(|line| line.as_str().expect("a line").to_string() + "\n").collect()
}

/// The search path with the program first, and folders before it.
pub fn path_with(folders: &[&Path]) -> OsString {
    let program = Path::new(env!("CARGO_BIN_EXE_gongkai")).parent().expect("a folder");
    let first = folders.iter().copied().chain([program]).map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(first.chain(std::env::split_paths(&path))).expect("a path")
}

/// Runs a script as the systems do, with the program in the path.
pub fn ran(folder: &Path, script: &str, variables: &[(&str, &str)], stand_ins: &[&Path]) -> Output {
    let mut command = Command::new("bash");
    command.args(["-eo", "pipefail", "-c", script]).current_dir(folder).env("PATH", path_with(stand_ins));
    command.envs(variables.iter().copied()).output().expect("bash starts")
}

/// Runs one that must succeed.
pub fn shell(folder: &Path, script: &str, variables: &[(&str, &str)]) {
    let output = ran(folder, script, variables, &[]);
    assert!(output.status.success(), "{script}\n{}", String::from_utf8_lossy(&[output.stdout, output.stderr].concat()));
}
