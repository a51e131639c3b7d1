"""A dead network or service is left alone for the rest of a run, and one that answers never is."""

import pytest

from deskcheck.network import Circuit, Fault, FaultKind
from deskcheck.network.circuit import IN_A_ROW, SILENCE, TOO_LONG

HERE, THERE = "https://here.example:443", "https://there.example:443"


class Time:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def circuit(time):
    return Circuit(clock=time)


def down(circuit, origin=HERE):
    try:
        circuit.allowed(origin)
    except Fault as fault:
        assert fault.kind is FaultKind.DOWN
        return fault.reason
    return ""


def test_silence_from_the_start_ends_the_run_for_every_service(circuit, time):
    assert circuit.allowed(HERE) == pytest.approx(SILENCE)
    time.now += SILENCE - 1
    circuit.unheard()
    assert circuit.allowed(THERE) == pytest.approx(1)
    time.now += 1
    assert "the network is gone" in down(circuit)
    assert "the network is gone" in down(circuit, THERE)


def test_one_answer_lifts_the_limit(circuit, time):
    circuit.allowed(HERE)
    circuit.unheard()
    circuit.heard()
    time.now += 100 * SILENCE
    assert circuit.allowed(HERE) == float("inf")
    assert circuit.answered


def test_a_network_that_goes_in_the_middle_is_noticed(circuit, time):
    circuit.heard()
    for _ in range(IN_A_ROW):
        circuit.allowed(HERE)
        assert not down(circuit)
        time.now += SILENCE / IN_A_ROW + 0.1
        circuit.unheard()
    assert "the network is gone" in down(circuit)


def test_quick_failures_among_answers_are_no_outage(circuit, time):
    for _ in range(50):
        circuit.allowed(HERE)
        circuit.unheard()
        time.now += SILENCE / 10
        circuit.heard()
    assert not down(circuit)


def test_a_service_that_fails_in_a_row_is_down_and_others_are_not(circuit):
    for _ in range(IN_A_ROW):
        assert not down(circuit)
        circuit.failed(HERE, "here.example answered 503", 0.1)
    assert down(circuit) == "here.example answered 503; not asked again in this run"
    assert not down(circuit, THERE)


def test_an_answer_between_failures_starts_the_count_anew(circuit):
    for _ in range(5 * IN_A_ROW):
        circuit.failed(HERE, "no answer", 0.1)
        circuit.served(HERE)
    assert not down(circuit)


def test_a_service_that_takes_too_long_to_fail_fails_once(circuit):
    circuit.failed(HERE, "no answer in time", TOO_LONG)
    assert "no answer in time" in down(circuit)


def test_a_service_is_left_alone_as_long_as_it_asks(circuit, time):
    circuit.close(HERE, 60, "asks to be left alone")
    assert down(circuit) == "asks to be left alone"
    time.now += 61
    circuit.heard()
    assert not down(circuit)
