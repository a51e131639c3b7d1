"""The smallest inference model that can be: three logits, each the sum of what the words are worth.

ONNX files are protocol buffers (onnx.proto, IR version 8); the few messages needed are written here by hand, so that no
package is needed to make them.
"""

import json
import struct

from tokenizers import Tokenizer, models, pre_tokenizers, processors

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "agree", "oppose", "other"]
LABELS = {"0": "CONTRADICTION", "1": "ENTAILMENT", "2": "NEUTRAL"}
# One row a word: what it adds to each label.
TABLE = [[0.0] * 3] * 4 + [[0.0, 9.0, 0.0], [9.0, 0.0, 0.0], [0.0, 0.0, 0.1]]
_FLOAT, _INT64 = 1, 7


def write(folder):
    """Write the model that reads "oppose" as contradiction and "agree" as entailment."""
    tokenizer = Tokenizer(models.WordLevel({word: place for place, word in enumerate(WORDS)}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps({"id2label": LABELS}), encoding="utf-8")
    (folder / "model.onnx").write_bytes(_model())
    return folder


def _model():
    numbers = b"".join(struct.pack("<3f", *row) for row in TABLE)
    table = _message((1, len(TABLE)), (1, 3), (2, _FLOAT), (8, "table"), (9, numbers))
    graph = _message(
        (1, _node("Gather", ["table", "input_ids"], "each")),
        (1, _node("ReduceMean", ["each"], "mean", axes=[1], keepdims=0)),
        (1, _node("Mul", ["mean", "length"], "logits")),
        (2, "tiny"),
        (5, table),
        (5, _message((2, _FLOAT), (8, "length"), (9, struct.pack("<f", 40.0)))),
        (11, _value("input_ids", _INT64)),
        (12, _value("logits", _FLOAT)),
    )
    return _message((1, 8), (7, graph), (8, _message((1, ""), (2, 13))))


def _node(kind, inputs, output, **attributes):
    listed = [(1, name) for name in inputs] + [(2, output), (4, kind)]
    for name, value in attributes.items():
        many = isinstance(value, list)
        held = [(8, one) for one in value] if many else [(3, value)]
        listed.append((5, _message((1, name), *held, (20, 7 if many else 2))))
    return _message(*listed)


def _value(name, kind):
    dimensions = _message((1, _message((2, "batch"))), (1, _message((2, "length"))))
    return _message((1, name), (2, _message((1, _message((1, kind), (2, dimensions))))))


def _message(*fields):
    """Return fields, each (number, content), in the wire format: whole numbers as varints, all else with its length."""
    out = bytearray()
    for number, content in fields:
        if isinstance(content, int):
            out += _varint(number << 3) + _varint(content)
        else:
            data = content.encode() if isinstance(content, str) else bytes(content)
            out += _varint(number << 3 | 2) + _varint(len(data)) + data
    return bytes(out)


def _varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
