"""The permission matrix of the room of the programme; read as tests/house/access_matrix.py."""

# name | methods | arguments, as attributes of tests/house/world.py | An Re Pc Dm Dx St Ad Ap
PROGRAMME = """
programme:overview                 | GET      |                                | login login 403   403   403   200   200   login
programme_reports:reports                  | GET      |                                | login login 200   200   200   200   200   login
programme_reports:report                   | GET      | 2023                           | login login 200   200   200   200   404   login
programme_reports:report                   | GET      | 2024                           | login login 404   404   404   200   404   login
programme_reports:report                   | GET      | 2025                           | login login 404   404   404   200   404   login
programme_reports:report                   | GET      | 2026                           | login login 404   404   404   200   404   login
programme_reports:report                   | GET      | 2027                           | login login 404   404   404   404   404   login
programme_reports:report_file              | GET      | 2023 'pdf'                     | login login 200   200   200   200   404   login
programme_reports:report_file              | GET      | 2023 'exe'                     | login login 404   404   404   404   404   login
programme_reports:report_file              | GET      | 2024 'xlsx'                    | login login 404   404   404   200   404   login
programme_reports:report_file              | GET      | 2025 'pdf'                     | login login 404   404   404   302   404   login
programme_reports:report_order             | POST     | 2024                           | login login 403   403   403   302   403   login
programme_reports:report_order             | POST     | 2026                           | login login 403   403   403   404   403   login
programme_reports:report_intros            | GET      | 2024                           | login login 403   403   403   200   403   login
programme_reports:report_intros            | POST     | 2024                           | login login 403   403   403   302   403   login
programme_reports:report_intros            | GET      | 2023                           | login login 403   403   403   404   403   login
programme_reports:report_final             | GET      | 2024                           | login login 403   403   403   200   403   login
programme_reports:report_final             | POST     | 2024                           | login login 403   403   403   302   403   login
programme_reports:report_final             | GET      | 2023                           | login login 403   403   403   302   403   login
programme_reports:report_final             | GET      | 2025                           | login login 403   403   403   404   403   login
programme_reports:report_edition           | GET      | 2023                           | login login 403   403   403   200   403   login
programme_reports:report_edition           | POST     | 2023                           | login login 403   403   403   302   403   login
programme_reports:report_edition           | GET      | 2024                           | login login 403   403   403   302   403   login
programme_reports:themes                   | GET      |                                | login login 403   403   403   200   403   login
programme_reports:theme_add                | GET POST |                                | login login 403   403   403   200   403   login
programme_reports:theme_edit               | GET      | theme.pk                       | login login 403   403   403   200   403   login
programme_reports:theme_edit               | POST     | theme.pk                       | login login 403   403   403   409   403   login
programme_reports:texts                    | GET      | 2023                           | login login 403   403   403   200   403   login
programme_reports:texts                    | GET      | 2026                           | login login 403   403   403   404   403   login
programme_reports:text_mark                | GET      | 2023 'leerpunt' survey_2023.pk digest | login login 403   403   403   200   403   login
programme_reports:text_mark                | POST     | 2023 'leerpunt' survey_2023.pk digest | login login 403   403   403   302   403   login
programme_reports:text_mark                | GET      | 2023 'leerpunt' survey_2024.pk digest | login login 403   403   403   404   403   login
programme_reports:text_mark                | GET      | 2024 'leerpunt' survey_2024.pk digest | login login 403   403   403   404   403   login
programme_reports:partner_reports          | GET      | 2024                           | login login 403   403   403   200   403   login
programme_reports:partner_reports          | GET      | 1999                           | login login 403   403   403   404   403   login
programme_reports:partner_reports_order    | POST     | 2024                           | login login 403   403   403   302   403   login
programme_reports:partner_report           | GET      | 2024 organisation.pk           | login login 200   403   403   200   403   login
programme_reports:partner_report           | GET      | 2024 stranger.pk               | login login 403   403   403   200   403   login
programme_reports:partner_report           | GET      | 2999 organisation.pk           | login login 404   403   403   404   403   login
programme_reports:partner_report_file      | GET      | 2024 organisation.pk           | login login 200   403   403   200   403   login
programme_reports:partner_report_file      | GET      | 2024 stranger.pk               | login login 403   403   403   200   403   login
programme_reports:partner_reports_mail     | GET      | 2024                           | login login 403   403   403   200   403   login
programme_reports:partner_reports_mail     | POST     | 2024                           | login login 403   403   403   302   403   login
programme_reports:partner_mail_again       | GET      | failed_report_mail.pk          | login login 403   403   403   200   403   login
programme_reports:partner_mail_again       | POST     | failed_report_mail.pk          | login login 403   403   403   302   403   login
programme_reports:partner_mail_revoke      | GET      | report_mail.pk                 | login login 403   403   403   200   403   login
programme_reports:partner_mail_revoke      | POST     | report_mail.pk                 | login login 403   403   403   302   403   login
programme_reports:partner_report_open      | GET      | report_token                   | 302   302   302   302   302   302   302   302
programme_reports:partner_report_open      | GET      | 'verzonnen'                    | 404   404   404   404   404   404   404   404
programme_reports:partner_report_read      | GET      | report_mail.public_id          | 404   200   404   404   404   404   404   404
programme_reports:partner_report_read_file | GET      | report_mail.public_id          | 404   200   404   404   404   404   404   404
"""
