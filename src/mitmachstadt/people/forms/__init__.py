from mitmachstadt.people.forms.accounts import (
    NEEDED,
    EmailField,
    EmailForm,
    LineField,
    NewPasswordForm,
    PasswordForm,
    RegisterForm,
    SignInForm,
    TextField,
)
from mitmachstadt.people.forms.organisations import (
    DescribeForm,
    DissolveForm,
    OrganisationForm,
    ReorganiseForm,
    VerifyForm,
)

__all__ = [
    "NEEDED",
    "DescribeForm",
    "DissolveForm",
    "EmailField",
    "EmailForm",
    "LineField",
    "NewPasswordForm",
    "OrganisationForm",
    "PasswordForm",
    "RegisterForm",
    "ReorganiseForm",
    "SignInForm",
    "TextField",
    "VerifyForm",
]
