"""Settings of signing in: django-allauth's, and which roles need a second factor."""

from typing import Any

from mitmachstadt.config.environment import text

__all__ = [
    "ACCOUNT_LOGIN_METHODS",
    "ACCOUNT_SIGNUP_FIELDS",
    "ACCOUNT_USER_MODEL_USERNAME_FIELD",
    "MFA_ADAPTER",
    "MFA_SUPPORTED_TYPES",
    "MFA_TOTP_TOLERANCE",
    "MFA_WEBAUTHN_USER_VERIFICATION",
    "SECOND_FACTOR_ROLES",
    "SOCIALACCOUNT_PROVIDERS",
    "SOCIALACCOUNT_REQUESTS_TIMEOUT",
]
ROLES_BY_DEFAULT = "administrator,office,moderator,auditor"
SECOND_FACTOR_ROLES = frozenset(
    text("MITMACHSTADT_SECOND_FACTOR", ROLES_BY_DEFAULT).replace(" ", "").split(",")
) - {"none"}


def provider() -> dict[str, Any]:
    """The OpenID provider of the environment, as allauth reads it; {} where none is named.

    Accounts are found by the issuer's whole address: another issuer's are other people.
    """
    issuer = text("MITMACHSTADT_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return {}
    app = {
        "provider_id": issuer,
        "name": text("MITMACHSTADT_OIDC_NAME", "OpenID Connect"),
        "client_id": text("MITMACHSTADT_OIDC_CLIENT", ""),
        "secret": text("MITMACHSTADT_OIDC_SECRET", ""),
        "settings": {
            "server_url": issuer,
            "scope": ["openid", "email"],
            "oauth_pkce_enabled": True,
        },
    }
    return {"openid_connect": {"APPS": [app]}}


# Only allauth's protocols are used; its pages, mails and counters are not (decision 20).
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
MFA_ADAPTER = "mitmachstadt.kernel.web.factors.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "required"
SOCIALACCOUNT_PROVIDERS = provider()
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
