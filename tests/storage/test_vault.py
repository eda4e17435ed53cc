import pytest

from storage.vault import ENCRYPTION_KEYS, INDEX_KEY, UnusableKey, Vault, WrongKey, new_keys


def vault(*encryption_keys: str, index_key: str | None = None) -> Vault:
    return Vault(encryption_keys, index_key or new_keys()[INDEX_KEY])


@pytest.fixture
def old_key() -> str:
    return new_keys()[ENCRYPTION_KEYS]


@pytest.fixture
def new_key() -> str:
    return new_keys()[ENCRYPTION_KEYS]


@pytest.mark.parametrize("text", ["", "Müller & Söhne", "😀 \n „zitiert“", "x" * 10_000])
def test_what_is_sealed_can_be_opened(old_key, text):
    sealed = vault(old_key).seal(text)
    assert vault(old_key).open(sealed) == text
    assert text == "" or text not in sealed


def test_sealing_twice_looks_different(old_key):
    assert vault(old_key).seal("Acme") != vault(old_key).seal("Acme")


def test_a_new_first_key_seals_while_the_old_one_still_opens(old_key, new_key):
    sealed_before = vault(old_key).seal("Acme")
    rotated = vault(new_key, old_key)
    assert rotated.open(sealed_before) == "Acme"
    assert vault(new_key).open(rotated.seal("Acme")) == "Acme"


def test_a_key_that_did_not_seal_does_not_open(old_key, new_key):
    with pytest.raises(WrongKey):
        vault(new_key).open(vault(old_key).seal("Acme"))


def test_what_was_tampered_with_does_not_open(old_key):
    sealed = vault(old_key).seal("Acme")
    with pytest.raises(WrongKey):
        vault(old_key).open(sealed[:-4] + "AAA=")


def test_the_blind_index_is_equal_for_equal_texts_alone(old_key, new_key):
    index_key = new_keys()[INDEX_KEY]
    one, other = vault(old_key, index_key=index_key), vault(new_key, index_key=index_key)
    assert one.index("acme") == other.index("acme")
    assert one.index("acme") != one.index("acne")
    assert "acme" not in one.index("acme")


def test_a_blind_index_tells_the_version_of_its_key(old_key):
    one, other = vault(old_key), vault(old_key)
    version, digest = one.index("acme").split(":")
    assert version == one.index("else").split(":")[0]
    assert other.index("acme").split(":")[0] != version
    assert digest != other.index("acme").split(":")[1]


def test_the_fingerprint_names_the_keys_in_use(old_key, new_key):
    index_key = new_keys()[INDEX_KEY]
    fingerprint = vault(old_key, index_key=index_key).fingerprint()
    assert fingerprint == vault(old_key, new_key, index_key=index_key).fingerprint()
    assert fingerprint != vault(new_key, old_key, index_key=index_key).fingerprint()
    assert fingerprint != vault(old_key).fingerprint()


@pytest.mark.parametrize("bad", ["", "short", "ä" * 44, "A" * 44, "!" * 43 + "="])
def test_a_key_that_is_none_is_refused_by_name_and_not_repeated(old_key, bad):
    with pytest.raises(UnusableKey, match=f"{ENCRYPTION_KEYS}: key 2") as refused:
        vault(old_key, bad)
    assert not bad or bad not in str(refused.value)
    with pytest.raises(UnusableKey, match=INDEX_KEY):
        Vault([old_key], bad)


def test_no_key_at_all_is_refused():
    with pytest.raises(UnusableKey, match=ENCRYPTION_KEYS):
        vault()


def test_fresh_keys_are_usable_and_never_the_same():
    first, second = new_keys(), new_keys()
    assert set(first) == {"ENCRYPTION_KEYS", "INDEX_KEY"}
    assert len({*first.values(), *second.values()}) == 4
    Vault([first["ENCRYPTION_KEYS"]], first["INDEX_KEY"])
