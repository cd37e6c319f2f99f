use crate::lexer::lex;
use crate::tree::{protos, sources};

#[test]
fn no_source_names_a_float() {
    for file in sources() {
        let lexed = lex(&file.text);
        let float = lexed.words().find(|word| ["f32", "f64"].iter().any(|float| word.ends_with(float)));
        assert_eq!(float, None, "{}: money is whole fen, everything else a decimal", file.path);
    }
}

#[test]
fn no_message_has_a_float() {
    for file in protos() {
        let lexed = lex(&file.text);
        assert_eq!(lexed.words().find(|word| ["float", "double"].contains(word)), None, "{}", file.path);
    }
}
