"""The key behind a personal link stays with the pages it is for, and out of addresses, scripts and caches."""

from datetime import timedelta

from foundation.personal_link import COOKIE, Notice, redirect_with_key, set_cookie, show_notice


def test_the_key_goes_to_a_cookie_of_these_pages_alone(settings):
    settings.SESSION_COOKIE_SECURE = True
    response = redirect_with_key("/rapport/abc/", "geheim", max_age=timedelta(days=30))
    assert (response.status_code, response["Location"]) == (302, "/rapport/abc/")
    cookie = response.cookies[COOKIE]
    assert (cookie.value, cookie["path"], cookie["max-age"]) == ("geheim", "/rapport/abc/", 30 * 24 * 3600)
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_another_cookie_of_these_pages_is_kept_as_well(settings):
    settings.SESSION_COOKIE_SECURE = True
    response = redirect_with_key("/rapport/abc/", "geheim", max_age=60)
    set_cookie(response, "blad", "2", path="/rapport/abc/", max_age=60)
    cookie = response.cookies["blad"]
    assert (cookie.value, cookie["path"]) == ("2", "/rapport/abc/")
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")


def test_a_notice_is_a_plain_page_that_no_cache_keeps(rf):
    page = show_notice(rf.get("/"), Notice(410, "Verlopen <b>", ("Vraag een nieuwe link.",)))
    assert (page.status_code, page["Cache-Control"]) == (410, "no-store")
    text = page.content.decode()
    assert "<h1>Verlopen &lt;b&gt;</h1>" in text and "<p>Vraag een nieuwe link.</p>" in text
