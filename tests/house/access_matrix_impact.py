"""The permission matrix of the room of the rounds and of the form; read as tests/house/access_matrix.py."""

# name | methods | arguments, as attributes of tests/house/world.py | An Re Pc Dm Dx St Ad Ap
IMPACT = """
impacttool:rounds                  | GET      |                                | login login 200   200   200   200   200   login
reports:meetings                | GET      | 2024                           | login login 403   403   403   200   403   login
impacttool:instruments             | GET      |                                | login login 200   200   200   200   200   login
impacttool:instrument              | GET      | instrument.version             | login login 200   200   200   200   200   login
impacttool:instrument_add          | POST     |                                | login login 403   403   403   302   403   login
impacttool:instrument_add_short    | POST     |                                | login login 403   403   403   302   403   login
impacttool:instrument_edit         | GET POST | instrument.version             | login login 403   403   403   302   403   login
impacttool:round                   | GET      | 2023                           | login login 200   200   200   200   200   login
impacttool:round                   | GET      | 2024                           | login login 200   200   200   200   404   login
impacttool:round                   | GET      | 2026                           | login login 404   200   200   200   404   login
impacttool:round_add               | GET      |                                | login login 403   403   403   200   403   login
impacttool:round_add               | POST     |                                | login login 403   403   403   200   403   login
impacttool:round_edit              | GET POST | 2027                           | login login 403   403   403   200   403   login
impacttool:round_edit              | GET POST | 2026                           | login login 403   403   403   302   403   login
impacttool:round_open              | GET      | 2027                           | login login 403   403   403   200   403   login
impacttool:round_open              | POST     | 2027                           | login login 403   403   403   302   403   login
impacttool:round_close             | GET      | 2026                           | login login 403   403   403   200   403   login
impacttool:round_close             | POST     | 2026                           | login login 403   403   403   302   403   login
impacttool:round_mails_again       | POST     | 2026                           | login login 403   403   403   302   403   login
impacttool:round_postpone          | GET POST | 2026                           | login login 403   403   403   200   403   login
impacttool:round_deals             | GET POST | 2026                           | login login 403   403   403   200   403   login
impacttool:import_responses        | GET POST | 2026                           | login login 403   403   403   200   403   login
impacttool:confirm_import          | POST     | 2026                           | login login 403   403   403   302   403   login
impacttool:import_columns          | POST     | 2026                           | login login 403   403   403   302   403   login
impacttool:cancel_import           | POST     | 2026                           | login login 403   403   403   302   403   login
impacttool:import_template         | GET      | 2026                           | login login 403   403   403   200   403   login
impacttool:own_counts              | GET      |                                | login login 200   200   200   200   200   login
impacttool:deal                    | GET      | deal.slug                      | login login 200   200   200   200   200   login
impacttool:deal                    | GET      | hidden.slug                    | login login 404   200   404   200   200   login
reports:deal_years              | GET      | deal.slug                      | 200   200   200   200   200   200   200   200
reports:deal_years              | GET      | hidden.slug                    | 404   404   404   200   404   200   200   404
reports:deal_web                | GET      | deal.slug                      | 200   200   200   200   200   200   200   200
reports:deal_web                | GET      | hidden.slug                    | 404   404   404   200   404   200   200   404
reports:issue_web_reports           | POST     | 2024                           | login login 403   403   403   302   403   login
reports:document_jobs           | GET      |                                | login login 200   200   200   200   200   login
reports:document_job            | GET      | document_job.pk                | login login 404   404   404   200   404   login
reports:document_job_progress   | GET      | document_job.pk                | login login 404   404   404   200   404   login
reports:document_job_stop       | POST     | document_job.pk                | login login 404   404   404   302   404   login
reports:document_job_file       | GET      | document_job.pk                | login login 404   404   404   200   404   login
reports:order_bundle            | POST     | 2024                           | login login 403   403   403   302   403   login
reports:order_learning_reports      | POST     | 2024                           | login login 403   403   403   302   403   login
reports:order_bundle            | POST     | 2026                           | login login 403   403   403   404   403   login
reports:order_learning_reports      | POST     | 2026                           | login login 403   403   403   404   403   login
reports:stop_web_reports            | POST     | 2024                           | login login 403   403   403   302   403   login
reports:run_progress            | GET      | 2024                           | login login 403   403   403   200   403   login
reports:run_progress            | GET      | 2025                           | login login 403   403   403   404   403   login
reports:web_report                  | GET      | 2023 deal.slug                 | 200   200   200   200   200   200   200   200
reports:web_report                  | GET      | 2024 deal.slug                 | 404   404   200   200   404   200   404   404
reports:web_report                  | GET      | 2025 deal.slug                 | 404   404   200   200   404   200   404   404
reports:web_report                  | GET      | 2026 deal.slug                 | 404   404   200   200   404   200   404   404
reports:web_report_file             | GET      | 2023 deal.slug 'pdf'           | 200   200   200   200   200   200   200   200
reports:web_report_file             | GET      | 2024 deal.slug 'pdf'           | 404   404   200   200   404   200   404   404
reports:web_report_file             | GET      | 2024 deal.slug 'svg'           | 404   404   200   200   404   200   404   404
reports:web_report_file             | GET      | 2024 deal.slug 'exe'           | 404   404   404   404   404   404   404   404
reports:web_report_file             | GET      | 2025 deal.slug 'pdf'           | 404   404   302   302   404   302   404   404
reports:publish_web_report          | GET      | 2024 deal.slug                 | login login 403   403   403   200   403   login
reports:publish_web_report          | POST     | 2024 deal.slug                 | login login 403   403   403   302   403   login
reports:publish_web_report          | POST     | 2026 deal.slug                 | login login 403   403   403   404   403   login
reports:learning_report             | GET      | 2023 deal.slug                 | 200   200   200   200   200   200   200   200
reports:learning_report             | GET      | 2024 deal.slug                 | 404   404   200   200   404   200   404   404
reports:learning_report             | GET      | 2025 deal.slug                 | 404   404   200   200   404   200   404   404
reports:learning_report             | GET      | 2026 deal.slug                 | 404   404   200   200   404   200   404   404
reports:learning_report_file        | GET      | 2023 deal.slug 'pdf'           | 200   200   200   200   200   200   200   200
reports:learning_report_file        | GET      | 2024 deal.slug 'xlsx'          | 404   404   200   200   404   200   404   404
reports:learning_report_file        | GET      | 2024 deal.slug 'exe'           | 404   404   404   404   404   404   404   404
reports:learning_report_file        | GET      | 2025 deal.slug 'pdf'           | 404   404   302   302   404   302   404   404
reports:learning_report_file        | GET      | 2026 deal.slug 'pdf'           | 404   404   302   302   404   302   404   404
reports:learning_report_step        | GET      | 2024 deal.slug 'akkoord'       | login login 403   200   404   403   404   login
reports:learning_report_step        | POST     | 2024 deal.slug 'akkoord'       | login login 403   302   404   403   404   login
reports:learning_report_step        | GET      | 2024 deal.slug 'concept'       | login login 403   302   404   302   404   login
reports:learning_report_step        | GET      | 2024 deal.slug 'definitief'    | login login 403   403   404   302   404   login
reports:learning_report_step        | GET      | 2023 deal.slug 'nieuwe-uitgave' | login login 403   403   403   200   403   login
reports:learning_report_step        | POST     | 2023 deal.slug 'nieuwe-uitgave' | login login 403   403   403   302   403   login
reports:learning_report_step        | GET      | 2026 deal.slug 'akkoord'       | login login 403   302   404   403   404   login
reports:learning_report_step        | GET      | 2024 deal.slug 'bestaat-niet'  | login login 404   404   404   404   404   login
impacttool:invitations             | GET      | 2026 deal.slug                 | login login 404   200   404   200   404   login
impacttool:invite_addresses        | POST     | 2026 deal.slug                 | login login 404   422   404   422   404   login
impacttool:decide_request          | POST     | 2026 deal.slug invite_asked.pk | login login 404   302   404   302   404   login
impacttool:invite_contacts         | POST     | 2026 deal.slug                 | login login 404   422   404   422   404   login
impacttool:withdraw_invitation     | GET      | 2026 deal.slug fresh.pk        | login login 404   200   404   200   404   login
impacttool:withdraw_invitation     | POST     | 2026 deal.slug fresh.pk        | login login 404   302   404   302   404   login
impacttool:withdraw_invitation     | GET POST | 2026 elsewhere.slug fresh.pk   | login login 404   404   404   404   404   login
impacttool:send_invitation_again   | POST     | 2026 deal.slug fresh.pk        | login login 404   302   404   302   404   login
impacttool:mark_undeliverable      | POST     | 2026 deal.slug fresh.pk        | login login 404   302   404   302   404   login
reports:talks                | GET      | 2024 deal.slug                 | login login 404   200   404   200   404   login
reports:talks                | GET      | 2026 deal.slug                 | login login 404   200   404   200   404   login
reports:guide                   | GET      | 2024 deal.slug                 | login login 404   200   404   200   404   login
reports:guide                   | GET      | 2025 deal.slug                 | login login 404   200   404   200   404   login
reports:guide                   | GET      | 2026 deal.slug                 | login login 404   302   404   302   404   login
reports:guide_file              | GET      | 2024 deal.slug                 | login login 404   200   404   200   404   login
reports:guide_file              | GET      | 2025 deal.slug                 | login login 404   404   404   404   404   login
reports:guide_file              | GET      | 2026 deal.slug                 | login login 404   404   404   404   404   login
reports:talk_add             | GET POST | 2024 deal.slug                 | login login 404   200   404   200   404   login
reports:talk_add             | GET POST | 2026 deal.slug                 | login login 404   404   404   404   404   login
reports:talk                 | GET      | 2024 deal.slug talk.pk      | login login 404   200   404   200   404   login
reports:talk                 | POST     | 2024 deal.slug talk.pk      | login login 404   302   404   302   404   login
reports:talk                 | GET      | 2023 deal.slug talk.pk      | login login 404   404   404   404   404   login
reports:talk                 | GET      | 2024 elsewhere.slug talk.pk | login login 404   404   404   404   404   login
reports:save_note               | POST     | 2024 deal.slug talk.pk      | login login 404   422   404   422   404   login
reports:notes                   | GET      | 2024 deal.slug talk.pk      | login login 404   200   404   200   404   login
reports:talk_edit            | GET      | 2024 deal.slug talk.pk      | login login 404   200   404   200   404   login
reports:talk_edit            | POST     | 2024 deal.slug talk.pk      | login login 404   409   404   409   404   login
reports:talk_delete          | GET      | 2024 deal.slug talk.pk      | login login 404   200   404   200   404   login
reports:talk_delete          | POST     | 2024 deal.slug talk.pk      | login login 404   302   404   302   404   login
reports:attendee_add            | POST     | 2024 deal.slug talk.pk      | login login 404   422   404   422   404   login
reports:attendee_delete         | POST     | 2024 deal.slug talk.pk attendee.pk | login login 404   302   404   302   404   login
reports:outcome_add             | GET POST | 2024 deal.slug 'bevindingen'   | login login 404   200   404   200   404   login
reports:outcome_add             | GET POST | 2024 deal.slug 'aandachtspunten' | login login 404   200   404   200   404   login
reports:outcome_add             | GET      | 2024 deal.slug 'bestaat-niet'  | login login 404   404   404   404   404   login
reports:outcome_add             | GET      | 2026 deal.slug 'leerpunten'    | login login 404   404   404   404   404   login
reports:outcome_edit            | GET      | 2024 deal.slug 'bevindingen' finding.pk | login login 404   200   404   200   404   login
reports:outcome_edit            | POST     | 2024 deal.slug 'bevindingen' finding.pk | login login 404   409   404   409   404   login
reports:outcome_edit            | GET      | 2024 elsewhere.slug 'bevindingen' finding.pk | login login 404   404   404   404   404   login
reports:outcome_delete          | GET      | 2024 deal.slug 'bevindingen' finding.pk | login login 404   200   404   200   404   login
reports:outcome_delete          | POST     | 2024 deal.slug 'bevindingen' finding.pk | login login 404   302   404   302   404   login
reports:talk_put_back        | GET      | 2024 deal.slug 'leerpunten' removed_lesson.pk | login login 404   200   404   200   404   login
reports:talk_put_back        | POST     | 2024 deal.slug 'leerpunten' removed_lesson.pk | login login 404   302   404   302   404   login
reports:talk_put_back        | GET      | 2024 deal.slug 'bevindingen' finding.pk | login login 404   404   404   404   404   login
reports:talk_put_back        | GET      | 2024 elsewhere.slug 'leerpunten' removed_lesson.pk | login login 404   404   404   404   404   login
reports:talk_put_back        | GET      | 2024 deal.slug 'bestaat-niet' finding.pk | login login 404   404   404   404   404   login
reports:attention_action        | GET POST | 2024 deal.slug attention.pk    | login login 404   200   404   200   404   login
reports:attention_action        | GET      | 2024 elsewhere.slug attention.pk | login login 404   404   404   404   404   login

respondent:open_link               | GET      | token_of_fresh                 | 302   302   302   302   302   302   302   302
respondent:open_link               | GET      | 'zo-maar-iets'                 | 404   404   404   404   404   404   404   404
respondent:open_link               | GET      | old_token                      | 404   404   404   404   404   404   404   404
respondent:fill_in                 | GET      | fresh.public_id                | 403   200   403   403   403   403   403   403
respondent:fill_in                 | POST     | fresh.public_id                | 403   302   403   403   403   403   403   403
respondent:fill_in                 | GET      | withdrawn.public_id            | 403   410   403   403   403   403   403   403
respondent:fill_in                 | POST     | withdrawn.public_id            | 403   409   403   403   403   403   403   403
respondent:fill_in                 | GET      | old_invitation.public_id       | 410   410   410   410   410   410   410   410
respondent:fill_in                 | POST     | old_invitation.public_id       | 409   409   409   409   409   409   409   409
respondent:save                    | POST     | fresh.public_id                | 403   200   403   403   403   403   403   403
respondent:receipt                 | GET      | fresh.public_id                | 403   302   403   403   403   403   403   403
respondent:receipt                 | GET      | filled.public_id               | 403   200   403   403   403   403   403   403
respondent:withdraw                | GET POST | filled.public_id               | 403   200   403   403   403   403   403   403
respondent:hand_over               | GET      | fresh.public_id                | 403   200   403   403   403   403   403   403
respondent:hand_over               | POST     | fresh.public_id                | 403   422   403   403   403   403   403   403
respondent:hand_over               | GET POST | filled.public_id               | 403   302   403   403   403   403   403   403
respondent:commitments             | GET      | fresh.public_id                | 403   200   403   403   403   403   403   403
respondent:commitments             | POST     | fresh.public_id                | 403   302   403   403   403   403   403   403
"""
