"""Who gets what at the addresses of libraries and in the back door; the columns are those of access_matrix.py."""

# Pages of libraries. Their own tests cover the methods; here: who has access.
ACCOUNTS = """
account_login                      | GET      |                                | 200   200   302   302   302   302   302   200
account_logout                     | GET      |                                | 302   302   200   200   200   200   200   302
account_inactive                   | GET      |                                | 200   200   200   200   200   200   200   200
account_signup                     | GET      |                                | 200   200   302   302   302   302   302   200
account_reauthenticate             | GET      |                                | login login 200   200   200   200   200   login
account_email                      | GET      |                                | login login 302   302   302   302   302   login
account_email_verification_sent    | GET      |                                | 200   200   200   200   200   200   200   200
account_confirm_email              | GET      | 'x:y'                          | 200   200   200   200   200   200   200   200
account_change_password            | GET      |                                | login login 200   200   200   200   200   login
account_set_password               | GET      |                                | login login 302   302   302   302   302   login
account_reset_password             | GET      |                                | 200   200   200   200   200   200   200   200
account_reset_password_done        | GET      |                                | 200   200   200   200   200   200   200   200
account_reset_password_from_key    | GET      | '1' 'x'                        | 200   200   200   200   200   200   200   200
account_reset_password_from_key_done | GET    |                                | 200   200   200   200   200   200   200   200
account_confirm_login_code         | GET      |                                | login login 302   302   302   302   302   login
mfa_index                          | GET      |                                | login login 200   200   200   200   200   login
mfa_authenticate                   | GET      |                                | login login 302   302   302   302   302   login
mfa_reauthenticate                 | GET      |                                | login login 302   302   302   302   302   login
mfa_activate_totp                  | GET      |                                | login login 302   302   302   302   302   login
mfa_deactivate_totp                | GET      |                                | login login 404   404   404   404   404   login
mfa_view_recovery_codes            | GET      |                                | login login 404   404   404   404   404   login
mfa_generate_recovery_codes        | GET      |                                | login login 302   302   302   302   302   login
mfa_download_recovery_codes        | GET      |                                | login login 404   404   404   404   404   login
socialaccount_login_cancelled      | GET      |                                | 200   200   200   200   200   200   200   200
socialaccount_login_error          | GET      |                                | login login 401   401   401   401   401   login
socialaccount_signup               | GET      |                                | login login login login login login login login
socialaccount_connections          | GET      |                                | login login 200   200   200   200   200   login
openid_connect_login               | GET      | 'onbekend'                     | 404   404   404   404   404   404   404   404
openid_connect_callback            | GET      | 'onbekend'                     | 404   404   404   404   404   404   404   404

admin:index                        | GET      |                                | 302   302   302   302   302   302   200   302
admin:login                        | GET      |                                | login login 403   403   403   403   302   login
admin:logout                       | POST     |                                | 302   302   302   302   302   302   200   302
admin:password_change              | GET      |                                | login login 302   302   302   302   302   login
admin:password_change_done         | GET      |                                | 302   302   302   302   302   302   200   302
admin:autocomplete                 | GET      |                                | 302   302   302   302   302   302   403   302
admin:jsi18n                       | GET      |                                | 302   302   302   302   302   302   200   302
admin:app_list                     | GET      | 'partners'                     | 302   302   302   302   302   302   200   302
"""

# In the admin site everyone but the administrator is refused; what the administrator gets per model:
# name of the model | changelist add change delete history
BACK_DOOR = """
admin:partners_user                | 200 200 200 403 200
admin:partners_organisation        | 200 200 200 403 200
admin:partners_contact             | 200 200 200 403 200
admin:partners_network             | 200 200 200 403 200
admin:partners_apitoken            | 200 200 200 403 200
admin:deals_deal                   | 200 200 200 403 200
admin:deals_election               | 200 200 200 403 200
"""

# Old addresses of a library that only redirect to the names above.
WITHOUT_A_NAME = {"account/social/", "beheer/"}
