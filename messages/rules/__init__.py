"""Plans and alliance rules in words: sentences, drafts, release."""

from messages.components import component_sentence
from messages.rules.files import file_form
from messages.rules.forms import end_form, plan_form, rule_form
from messages.rules.release import (
    decided,
    decision_done,
    draft_preview,
    release_form,
    return_form,
    review_request,
    sent,
)
from messages.rules.sentences import terms_sentences

__all__ = [
    "component_sentence",
    "decided",
    "decision_done",
    "draft_preview",
    "end_form",
    "file_form",
    "plan_form",
    "release_form",
    "return_form",
    "review_request",
    "rule_form",
    "sent",
    "terms_sentences",
]
