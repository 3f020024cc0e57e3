"""Who gets what at which address: the permission matrix as data. One row per URL name and kind of object.

An anonymous · Re respondent with the link of this invitation · Pc contact of a partner in this deal · Dm dealmaker of
this deal · Dx dealmaker of another deal · St Agenda Stad · Ad administrator · Ap program with a token of someone
without a role.
`login`: sent to the login page. `302`: sent on. `404`: it does not exist for this person. Methods that no row of a
name holds give 405 (tests/house/test_access.py).
"""

# name | methods | arguments, as attributes of tests/house/world.py | An Re Pc Dm Dx St Ad Ap
OWN_ROOMS = """
home                               | GET      |                                | 200   200   302   302   302   302   200   200
health                             | GET      |                                | 200   200   200   200   200   200   200   200
privacy                            | GET      |                                | 200   200   200   200   200   200   200   200
cookies                            | GET      |                                | 200   200   200   200   200   200   200   200
accessibility                      | GET      |                                | 200   200   200   200   200   200   200   200
contact                            | GET      |                                | 200   200   200   200   200   200   200   200
security_txt                       | GET      |                                | 200   200   200   200   200   200   200   200
dealportaal:demo_mail              | GET      |                                | 200   200   200   200   200   200   200   200
dealportaal:demo_mail_detail       | GET      | 'no.log' 0                     | 404   404   404   404   404   404   404   404
dealportaal:styleguide             | GET      |                                | 200   200   200   200   200   200   200   200

deals:list                         | GET      |                                | 200   200   200   200   200   200   200   200
deals:mine                         | GET      |                                | login login 200   200   200   200   200   login
deals:search                       | GET      |                                | 200   200   200   200   200   200   200   200
deals:calendars                    | GET      |                                | login login 200   200   200   200   200   login
deals:calendar_add                 | GET POST |                                | login login 302   302   302   302   302   login
deals:calendar_revoke              | GET      | calendar.pk                    | login login 404   200   404   404   404   login
deals:calendar_revoke              | POST     | calendar.pk                    | login login 404   302   404   404   404   login
deals:calendar_feed                | GET      | calendar_token                 | 200   200   200   200   200   200   200   200
deals:calendar_feed                | GET      | 'verzonnen'                    | 404   404   404   404   404   404   404   404
deals:create                       | GET POST |                                | login login 403   403   403   200   200   login
deals:reasons                      | GET      |                                | login login 403   403   403   200   200   login
deals:wanted                       | GET      |                                | login login 403   403   403   200   200   login
deals:reason_add                   | GET POST |                                | login login 403   403   403   200   200   login
deals:reason_edit                  | GET POST | reason.pk                      | login login 403   403   403   200   200   login
deals:detail                       | GET      | deal.slug                      | 200   200   200   200   200   200   200   200
deals:detail                       | GET      | hidden.slug                    | 404   404   404   200   404   200   200   404
deals:partners                     | GET      | deal.slug                      | 200   200   200   200   200   200   200   200
deals:partners                     | GET      | hidden.slug                    | 404   404   404   200   404   200   200   404
deals:planning                     | GET      | deal.slug                      | 200   200   200   200   200   200   200   200
deals:planning                     | GET      | hidden.slug                    | 404   404   404   200   404   200   200   404
deals:newcomers                    | GET      | deal.slug                      | 200   200   200   200   200   200   200   200
deals:newcomers                    | GET      | hidden.slug                    | 404   404   404   200   404   200   200   404
deals:introduce                    | GET      | deal.slug contact.pk           | login login 403   200   403   200   200   login
deals:introduce                    | POST     | deal.slug contact.pk           | login login 403   302   403   302   302   login
deals:introduce_all                | GET      | deal.slug                      | login login 403   302   403   302   302   login
deals:introduce_all                | POST     | deal.slug                      | login login 403   200   403   200   200   login
deals:introduce_all                | GET      | hidden.slug                    | login login 404   302   404   302   302   login
deals:introduce                    | GET      | elsewhere.slug contact.pk      | login login 403   403   404   404   404   login
deals:introduce                    | GET      | hidden.slug contact.pk         | login login 404   200   404   200   200   login
deals:put_back                     | GET      | deal.slug 'mijlpalen' removed_milestone.pk | login login 403   200   403   200   200   login
deals:put_back                     | POST     | deal.slug 'mijlpalen' removed_milestone.pk | login login 403   302   403   302   302   login
deals:put_back                     | GET      | deal.slug 'mijlpalen' milestone.pk | login login 403   404   403   404   404   login
deals:put_back                     | GET      | elsewhere.slug 'mijlpalen' removed_milestone.pk | login login 403   403   404   404   404   login
deals:put_back                     | GET      | deal.slug 'afspraken' removed_commitment.pk | login login 200   200   404   200   403   login
deals:put_back                     | GET      | deal.slug 'afspraken' other_removed.pk | login login 404   200   404   200   403   login
deals:put_back                     | GET      | deal.slug 'gesprekken' removed_conversation.pk | login login 404   200   404   200   404   login
deals:put_back                     | POST     | deal.slug 'gesprekken' removed_conversation.pk | login login 404   302   404   302   404   login
deals:put_back                     | GET      | hidden.slug 'gesprekken' removed_conversation.pk | login login 404   404   404   404   404   login
deals:put_back                     | GET      | deal.slug 'leden' removed_member.pk | login login 403   200   403   200   200   login
deals:put_back                     | GET      | elsewhere.slug 'leden' removed_member.pk | login login 403   403   404   404   404   login
deals:put_back                     | GET      | deal.slug 'bestaat-niet' removed_milestone.pk | login login 404   404   404   404   404   login
deals:log                          | GET      | deal.slug                      | login login 403   403   403   200   200   login
deals:history                      | GET      | deal.slug                      | login login 403   200   403   200   200   login
deals:history                      | GET      | hidden.slug                    | login login 404   200   404   200   200   login
deals:log                          | GET      | hidden.slug                    | login login 404   403   404   200   200   login
deals:hand_over                    | GET POST | deal.slug                      | login login 403   200   403   200   200   login
deals:hand_over                    | GET POST | hidden.slug                    | login login 404   200   404   200   200   login
deals:edit                         | GET POST | deal.slug                      | login login 403   200   403   200   200   login
deals:edit                         | GET POST | hidden.slug                    | login login 404   200   404   200   200   login
deals:publish                      | GET      | deal.slug                      | login login 403   403   403   200   200   login
deals:publish                      | POST     | deal.slug                      | login login 403   403   403   302   302   login
deals:publish                      | GET      | hidden.slug                    | login login 404   403   404   200   200   login
deals:step_back                    | GET      | deal.slug                      | login login 403   200   403   200   200   login
deals:step_back                    | POST     | deal.slug                      | login login 403   200   403   200   200   login
deals:step_back                    | GET      | hidden.slug                    | login login 404   404   404   404   404   login
deals:step                         | GET      | deal.slug 'afronding'          | login login 403   200   403   200   200   login
deals:step                         | POST     | deal.slug 'afronding'          | login login 403   302   403   302   302   login
deals:step                         | GET      | deal.slug 'bestaat-niet'       | login login 403   404   403   404   404   login
deals:participation_add            | GET POST | deal.slug                      | login login 403   200   403   200   200   login
deals:participation_add            | GET POST | hidden.slug                    | login login 404   200   404   200   200   login
deals:organisation_options         | GET      | deal.slug                      | login login 403   200   403   200   200   login
deals:participations_together      | GET POST | deal.slug                      | login login 403   302   403   302   302   login
deals:participations_together      | GET      | hidden.slug                    | login login 404   302   404   302   302   login
deals:piece_edit                   | GET POST | deal.slug 'gezocht' wanted.pk  | login login 403   200   403   200   200   login
deals:participation_edit           | GET POST | deal.slug participation.pk     | login login 403   200   403   200   200   login
deals:participation_edit           | GET      | hidden.slug hidden_participation.pk | login login 404   200   404   200   200   login
deals:participation_row            | GET POST | deal.slug participation.pk     | login login 403   200   403   200   200   login
deals:participation_row            | GET      | hidden.slug hidden_participation.pk | login login 404   200   404   200   200   login
deals:criteria_tick                | GET      | deal.slug participation.pk     | login login 403   200   403   200   200   login
deals:criteria_tick                | POST     | deal.slug participation.pk     | login login 403   200   403   200   200   login
deals:criteria_tick                | GET      | deal.slug other_participation.pk | login login 403   302   403   302   302   login
deals:criteria_add                 | GET POST | deal.slug signing.pk           | login login 403   200   403   200   200   login
deals:criteria_add                 | GET      | elsewhere.slug signing.pk      | login login 403   403   404   404   404   login
deals:criterion_edit               | GET POST | deal.slug criterion.pk         | login login 403   200   403   200   200   login
deals:criterion_edit               | GET      | elsewhere.slug criterion.pk    | login login 403   403   404   404   404   login
deals:criterion_delete             | GET      | deal.slug criterion.pk         | login login 403   200   403   200   200   login
deals:criterion_delete             | POST     | deal.slug criterion.pk         | login login 403   302   403   302   302   login
deals:participation_end            | GET POST | deal.slug participation.pk     | login login 403   200   403   200   200   login
deals:participation_delete         | GET      | deal.slug participation.pk     | login login 403   302   403   302   302   login
deals:participation_delete         | GET POST | hidden.slug hidden_participation.pk | login login 404   302   404   302   302   login
deals:participation_delete         | GET      | deal.slug wrong_participation.pk | login login 404   200   404   200   200   login
deals:participation_delete         | POST     | deal.slug wrong_participation.pk | login login 404   302   404   302   302   login
deals:put_back                     | GET      | deal.slug 'deelnames' removed_participation.pk | login login 403   200   403   200   200   login
deals:conversations                | GET      | deal.slug participation.pk     | login login 403   200   403   200   403   login
deals:conversations                | GET      | hidden.slug hidden_participation.pk | login login 404   200   404   200   403   login
deals:conversation_add             | GET POST | deal.slug participation.pk     | login login 403   200   403   200   403   login
deals:conversation_edit            | GET POST | deal.slug conversation.pk      | login login 404   200   404   200   404   login
deals:conversation_delete          | GET      | deal.slug conversation.pk      | login login 404   200   404   200   404   login
deals:conversation_delete          | POST     | deal.slug conversation.pk      | login login 404   302   404   302   404   login
deals:commitment_add               | GET POST | deal.slug participation.pk     | login login 200   200   403   200   403   login
deals:commitment_add               | GET POST | deal.slug other_participation.pk | login login 403   200   403   200   403   login
deals:commitment_edit              | GET POST | deal.slug commitment.pk        | login login 200   200   404   200   403   login
deals:commitment_edit              | GET POST | deal.slug agreed.pk            | login login 403   200   404   200   403   login
deals:commitment_edit              | GET POST | deal.slug other_commitment.pk  | login login 404   200   404   200   403   login
deals:commitment_delete            | GET      | deal.slug commitment.pk        | login login 200   200   404   200   403   login
deals:commitment_delete            | POST     | deal.slug commitment.pk        | login login 302   302   404   302   403   login
deals:commitment_delete            | POST     | deal.slug agreed.pk            | login login 403   302   404   302   403   login
deals:commitment_delete            | POST     | deal.slug other_commitment.pk  | login login 404   302   404   302   403   login
deals:commitment                   | GET      | deal.slug commitment.pk        | login login 200   200   404   200   200   login
deals:commitment                   | GET      | deal.slug other_commitment.pk  | login login 404   200   404   200   200   login
deals:amendment_add                | GET POST | deal.slug agreed.pk            | login login 200   200   404   200   403   login
deals:amendment_add                | GET POST | deal.slug other_commitment.pk  | login login 404   200   404   200   403   login
deals:amendment_accept             | GET      | deal.slug amendment.pk         | login login 200   403   404   403   403   login
deals:amendment_accept             | POST     | deal.slug amendment.pk         | login login 302   403   404   403   403   login
deals:amendment_accept             | POST     | deal.slug asked.pk             | login login 403   302   404   302   403   login
deals:amendment_refuse             | GET      | deal.slug asked.pk             | login login 403   200   404   200   403   login
deals:amendment_refuse             | POST     | deal.slug asked.pk             | login login 403   302   404   302   403   login
deals:amendment_withdraw           | GET      | deal.slug amendment.pk         | login login 403   200   404   200   403   login
deals:amendment_withdraw           | POST     | deal.slug amendment.pk         | login login 403   302   404   302   403   login
deals:scheme_apply                 | GET POST | deal.slug                      | login login 403   200   403   200   403   login
deals:scheme_apply                 | GET      | hidden.slug                    | login login 404   200   404   200   403   login
deals:scheme_undo                  | GET POST | deal.slug                      | login login 403   302   403   302   403   login
deals:scheme_undo                  | GET      | hidden.slug                    | login login 404   302   404   302   403   login
deals:commitments_confirm          | GET POST | deal.slug                      | login login 200   200   403   200   403   login
deals:commitments_confirm          | GET      | hidden.slug                    | login login 404   302   404   302   403   login
deals:commitment_confirm           | GET POST | deal.slug commitment.pk        | login login 200   200   404   200   403   login
deals:commitment_confirm           | GET POST | deal.slug other_commitment.pk  | login login 404   200   404   200   403   login
deals:milestone_add                | GET POST | deal.slug                      | login login 403   200   403   200   200   login
deals:milestone_edit               | GET POST | deal.slug milestone.pk         | login login 403   200   403   200   200   login
deals:milestone_edit               | GET POST | elsewhere.slug milestone.pk    | login login 403   403   404   404   404   login
deals:milestone_done               | GET      | deal.slug milestone.pk         | login login 403   200   403   200   200   login
deals:milestone_done               | POST     | deal.slug milestone.pk         | login login 403   302   403   302   302   login
deals:milestone_delete             | GET      | deal.slug milestone.pk         | login login 403   200   403   200   200   login
deals:milestone_delete             | POST     | deal.slug milestone.pk         | login login 403   302   403   302   302   login
deals:lasting_contacts             | GET      | deal.slug                      | login login 403   200   403   200   200   login
deals:lasting_contacts             | POST     | deal.slug                      | login login 403   302   403   302   302   login
deals:lasting_contacts             | GET      | hidden.slug                    | login login 404   200   404   200   200   login
deals:attention_aside              | GET POST | deal.slug point.code           | login login 403   200   403   200   200   login
deals:attention_aside              | GET      | hidden.slug point.code         | login login 404   200   404   200   200   login
deals:attention_again              | GET      | deal.slug aside.pk             | login login 403   200   403   200   200   login
deals:attention_again              | POST     | deal.slug aside.pk             | login login 403   302   403   302   302   login
deals:attention_again              | GET      | elsewhere.slug aside.pk        | login login 403   403   404   404   404   login
deals:extend                       | GET POST | deal.slug                      | login login 403   200   403   200   200   login
deals:extend                       | GET      | hidden.slug                    | login login 404   200   404   200   200   login
deals:piece_add                    | GET POST | deal.slug 'onderdelen'         | login login 403   200   403   200   200   login
deals:piece_add                    | GET POST | deal.slug 'verbanden'          | login login 403   200   403   200   200   login
deals:piece_add                    | GET      | hidden.slug 'borging'          | login login 404   200   404   200   200   login
deals:piece_edit                   | GET POST | deal.slug 'bijstellingen' course_change.pk | login login 403   200   403   200   200   login
deals:piece_edit                   | GET POST | elsewhere.slug 'bijstellingen' course_change.pk | login login 403   403   404   404   404   login
deals:piece_delete                 | GET      | deal.slug 'bijstellingen' course_change.pk | login login 403   200   403   200   200   login
deals:piece_delete                 | POST     | deal.slug 'bijstellingen' course_change.pk | login login 403   302   403   302   302   login
deals:sheets                       | GET      | deal.slug                      | login login 403   200   403   200   403   login
deals:sheets                       | GET      | hidden.slug                    | login login 404   200   404   200   403   login
deals:sheet_export                 | GET      | deal.slug 'partners' 'csv'     | login login 403   302   403   302   403   login
deals:sheet_export                 | GET      | hidden.slug 'partners' 'csv'   | login login 404   302   404   302   403   login
deals:sheet_export                 | GET      | deal.slug 'gesprekken' 'csv'   | login login 403   302   403   302   403   login
deals:sheet_export                 | GET      | hidden.slug 'gesprekken' 'csv' | login login 404   302   404   302   403   login
deals:sheet_export                 | GET      | deal.slug 'alles' 'csv'        | login login 403   404   403   404   403   login
deals:sheet_template               | GET      | deal.slug 'partners' 'csv'     | login login 403   200   403   200   403   login
deals:sheet_template               | GET      | hidden.slug 'partners' 'csv'   | login login 404   200   404   200   403   login
deals:piece_add                    | GET POST | deal.slug 'overleggen'         | login login 403   200   403   200   200   login
deals:piece_add                    | GET POST | deal.slug 'actiepunten'        | login login 403   200   403   200   200   login
deals:piece_add                    | GET      | hidden.slug 'besluiten'        | login login 404   200   404   200   200   login
deals:piece_edit                   | GET POST | elsewhere.slug 'overleggen' body.pk | login login 403   403   404   404   404   login
deals:member_add                   | GET POST | deal.slug body.pk              | login login 403   200   403   200   200   login
deals:member_add                   | GET      | elsewhere.slug body.pk         | login login 403   403   404   404   404   login
deals:member_edit                  | GET POST | deal.slug member.pk            | login login 403   200   403   200   200   login
deals:member_edit                  | GET      | elsewhere.slug member.pk       | login login 403   403   404   404   404   login
deals:member_delete                | GET      | deal.slug member.pk            | login login 403   200   403   200   200   login
deals:member_delete                | POST     | deal.slug member.pk            | login login 403   302   403   302   302   login
deals:action_done                  | GET      | deal.slug action_point.pk      | login login 403   200   403   200   200   login
deals:action_done                  | POST     | deal.slug action_point.pk      | login login 403   302   403   302   302   login
deals:action_done                  | GET      | elsewhere.slug action_point.pk | login login 403   403   404   404   404   login
deals:reviews                      | GET      | deal.slug                      | login login 403   200   403   200   200   login
deals:reviews                      | GET      | hidden.slug                    | login login 404   200   404   200   200   login
deals:review_add                   | GET POST | deal.slug                      | login login 403   200   403   200   200   login
deals:review                       | GET      | deal.slug review.pk            | login login 403   200   403   200   200   login
deals:review                       | GET      | elsewhere.slug review.pk       | login login 403   403   404   404   404   login
deals:review_edit                  | GET POST | deal.slug review.pk            | login login 403   200   403   200   200   login
deals:review_delete                | GET      | deal.slug review.pk            | login login 403   200   403   200   200   login
deals:review_delete                | POST     | deal.slug review.pk            | login login 403   302   403   302   302   login
deals:sheet_import                 | GET POST | deal.slug                      | login login 403   200   403   200   403   login
deals:sheet_import                 | GET POST | hidden.slug                    | login login 404   200   404   200   403   login
deals:sheet_choose                 | POST     | deal.slug                      | login login 403   302   403   302   403   login
deals:sheet_choose                 | POST     | hidden.slug                    | login login 404   302   404   302   403   login
deals:sheet_confirm                | POST     | deal.slug                      | login login 403   302   403   302   403   login
deals:sheet_confirm                | POST     | hidden.slug                    | login login 404   302   404   302   403   login
deals:sheet_cancel                 | POST     | deal.slug                      | login login 403   302   403   302   403   login
deals:sheet_undo                   | GET POST | deal.slug                      | login login 403   302   403   302   403   login
deals:sheet_undo                   | GET      | hidden.slug                    | login login 404   302   404   302   403   login
deals:piece_add                    | GET POST | deal.slug 'ondertekening'      | login login 403   200   403   200   200   login
deals:piece_edit                   | GET POST | deal.slug 'ondertekening' signing.pk | login login 403   200   403   200   200   login
deals:piece_delete                 | GET      | deal.slug 'ondertekening' signing.pk | login login 403   200   403   200   200   login
deals:piece_delete                 | POST     | deal.slug 'ondertekening' signing.pk | login login 403   302   403   302   302   login
deals:piece_add                    | GET POST | deal.slug 'publicaties'        | login login 403   200   403   200   200   login
deals:piece_edit                   | GET POST | deal.slug 'publicaties' publication.pk | login login 403   200   403   200   200   login
deals:piece_delete                 | GET      | deal.slug 'publicaties' publication.pk | login login 403   200   403   200   200   login
deals:piece_delete                 | POST     | deal.slug 'publicaties' publication.pk | login login 403   302   403   302   302   login

partners:list                      | GET      |                                | 200   200   200   200   200   200   200   200
partners:detail                    | GET      | organisation.pk                | 200   200   200   200   200   200   200   200
partners:edit                      | GET POST | organisation.pk                | login login 200   403   403   200   200   login
partners:edit                      | GET POST | stranger.pk                    | login login 403   403   403   200   200   login
partners:contact_add               | GET POST | organisation.pk                | login login 403   200   403   200   200   login
partners:contact_add               | GET POST | approached.pk                  | login login 403   403   403   200   200   login
partners:contact_edit              | GET POST | organisation.pk contact.pk     | login login 403   200   403   200   200   login
partners:contact_edit              | GET POST | stranger.pk contact.pk         | login login 403   404   403   404   404   login
partners:contact_replace           | GET POST | organisation.pk contact.pk     | login login 403   200   403   200   200   login
partners:contact_replace           | GET POST | stranger.pk contact.pk         | login login 403   404   403   404   404   login
partners:log                       | GET      |                                | login login 403   403   403   200   200   login
partners:api_calls                 | GET      |                                | login login 403   403   403   200   200   login

own:settings                       | GET      |                                | login login 200   200   200   200   200   login
own:settings                       | POST     |                                | login login 302   302   302   302   302   login
own:stop_digest                    | GET POST | stop_token                     | 200   200   403   200   403   403   403   200
own:stop_digest                    | GET POST | 'verzonnen'                    | 404   404   404   404   404   404   404   404

knowledge:list                     | GET      |                                | 200   200   200   200   200   200   200   200
knowledge:lessons                  | GET      |                                | 200   200   200   200   200   200   200   200
knowledge:signals                  | GET      |                                | 200   200   200   200   200   200   200   200
knowledge:findings                 | GET      |                                | 200   200   200   200   200   200   200   200
knowledge:questions                | GET      |                                | 200   200   200   200   200   200   200   200
knowledge:attention_points         | GET      |                                | 200   200   200   200   200   200   200   200
knowledge:deal                     | GET      | deal.slug                      | 200   200   200   200   200   200   200   200
knowledge:deal                     | GET      | hidden.slug                    | 404   404   404   200   404   200   200   404

impacttool:rounds                  | GET      |                                | login login 200   200   200   200   200   login
impacttool:meetings                | GET      | 2024                           | login login 403   403   403   200   403   login
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
impacttool:deal_years              | GET      | deal.slug                      | 200   200   200   200   200   200   200   200
impacttool:deal_years              | GET      | hidden.slug                    | 404   404   404   200   404   200   200   404
impacttool:deal_web                | GET      | deal.slug                      | 200   200   200   200   200   200   200   200
impacttool:deal_web                | GET      | hidden.slug                    | 404   404   404   200   404   200   200   404
impacttool:issue_reports           | POST     | 2024                           | login login 403   403   403   302   403   login
impacttool:document_jobs           | GET      |                                | login login 200   200   200   200   200   login
impacttool:document_job            | GET      | document_job.pk                | login login 404   404   404   200   404   login
impacttool:document_job_progress   | GET      | document_job.pk                | login login 404   404   404   200   404   login
impacttool:document_job_stop       | POST     | document_job.pk                | login login 404   404   404   302   404   login
impacttool:document_job_file       | GET      | document_job.pk                | login login 404   404   404   200   404   login
impacttool:order_bundle            | POST     | 2024                           | login login 403   403   403   302   403   login
impacttool:order_deal_reports      | POST     | 2024                           | login login 403   403   403   302   403   login
impacttool:order_bundle            | POST     | 2026                           | login login 403   403   403   404   403   login
impacttool:order_deal_reports      | POST     | 2026                           | login login 403   403   403   404   403   login
impacttool:stop_reports            | POST     | 2024                           | login login 403   403   403   302   403   login
impacttool:run_progress            | GET      | 2024                           | login login 403   403   403   200   403   login
impacttool:run_progress            | GET      | 2025                           | login login 403   403   403   404   403   login
impacttool:report                  | GET      | 2023 deal.slug                 | 200   200   200   200   200   200   200   200
impacttool:report                  | GET      | 2024 deal.slug                 | 404   404   200   200   404   200   404   404
impacttool:report                  | GET      | 2025 deal.slug                 | 404   404   200   200   404   200   404   404
impacttool:report                  | GET      | 2026 deal.slug                 | 404   404   200   200   404   200   404   404
impacttool:report_file             | GET      | 2023 deal.slug 'pdf'           | 200   200   200   200   200   200   200   200
impacttool:report_file             | GET      | 2024 deal.slug 'pdf'           | 404   404   200   200   404   200   404   404
impacttool:report_file             | GET      | 2024 deal.slug 'svg'           | 404   404   200   200   404   200   404   404
impacttool:report_file             | GET      | 2024 deal.slug 'exe'           | 404   404   404   404   404   404   404   404
impacttool:report_file             | GET      | 2025 deal.slug 'pdf'           | 404   404   302   302   404   302   404   404
impacttool:publish_report          | GET      | 2024 deal.slug                 | login login 403   403   403   200   403   login
impacttool:publish_report          | POST     | 2024 deal.slug                 | login login 403   403   403   302   403   login
impacttool:publish_report          | POST     | 2026 deal.slug                 | login login 403   403   403   404   403   login
impacttool:deal_report             | GET      | 2023 deal.slug                 | 200   200   200   200   200   200   200   200
impacttool:deal_report             | GET      | 2024 deal.slug                 | 404   404   200   200   404   200   404   404
impacttool:deal_report             | GET      | 2025 deal.slug                 | 404   404   200   200   404   200   404   404
impacttool:deal_report             | GET      | 2026 deal.slug                 | 404   404   200   200   404   200   404   404
impacttool:deal_report_file        | GET      | 2023 deal.slug 'pdf'           | 200   200   200   200   200   200   200   200
impacttool:deal_report_file        | GET      | 2024 deal.slug 'xlsx'          | 404   404   200   200   404   200   404   404
impacttool:deal_report_file        | GET      | 2024 deal.slug 'exe'           | 404   404   404   404   404   404   404   404
impacttool:deal_report_file        | GET      | 2025 deal.slug 'pdf'           | 404   404   302   302   404   302   404   404
impacttool:deal_report_file        | GET      | 2026 deal.slug 'pdf'           | 404   404   302   302   404   302   404   404
impacttool:deal_report_step        | GET      | 2024 deal.slug 'akkoord'       | login login 403   200   404   403   404   login
impacttool:deal_report_step        | POST     | 2024 deal.slug 'akkoord'       | login login 403   302   404   403   404   login
impacttool:deal_report_step        | GET      | 2024 deal.slug 'concept'       | login login 403   302   404   302   404   login
impacttool:deal_report_step        | GET      | 2024 deal.slug 'definitief'    | login login 403   403   404   302   404   login
impacttool:deal_report_step        | GET      | 2023 deal.slug 'nieuwe-uitgave' | login login 403   403   403   200   403   login
impacttool:deal_report_step        | POST     | 2023 deal.slug 'nieuwe-uitgave' | login login 403   403   403   302   403   login
impacttool:deal_report_step        | GET      | 2026 deal.slug 'akkoord'       | login login 403   302   404   403   404   login
impacttool:deal_report_step        | GET      | 2024 deal.slug 'bestaat-niet'  | login login 404   404   404   404   404   login
impacttool:invitations             | GET      | 2026 deal.slug                 | login login 404   200   404   200   404   login
impacttool:invite_addresses        | POST     | 2026 deal.slug                 | login login 404   422   404   422   404   login
impacttool:decide_request          | POST     | 2026 deal.slug invite_asked.pk | login login 404   302   404   302   404   login
impacttool:invite_contacts         | POST     | 2026 deal.slug                 | login login 404   422   404   422   404   login
impacttool:withdraw_invitation     | GET      | 2026 deal.slug fresh.pk        | login login 404   200   404   200   404   login
impacttool:withdraw_invitation     | POST     | 2026 deal.slug fresh.pk        | login login 404   302   404   302   404   login
impacttool:withdraw_invitation     | GET POST | 2026 elsewhere.slug fresh.pk   | login login 404   404   404   404   404   login
impacttool:send_invitation_again   | POST     | 2026 deal.slug fresh.pk        | login login 404   302   404   302   404   login
impacttool:mark_undeliverable      | POST     | 2026 deal.slug fresh.pk        | login login 404   302   404   302   404   login
impacttool:sessions                | GET      | 2024 deal.slug                 | login login 404   200   404   200   404   login
impacttool:sessions                | GET      | 2026 deal.slug                 | login login 404   200   404   200   404   login
impacttool:guide                   | GET      | 2024 deal.slug                 | login login 404   200   404   200   404   login
impacttool:guide                   | GET      | 2025 deal.slug                 | login login 404   200   404   200   404   login
impacttool:guide                   | GET      | 2026 deal.slug                 | login login 404   302   404   302   404   login
impacttool:guide_file              | GET      | 2024 deal.slug                 | login login 404   200   404   200   404   login
impacttool:guide_file              | GET      | 2025 deal.slug                 | login login 404   404   404   404   404   login
impacttool:guide_file              | GET      | 2026 deal.slug                 | login login 404   404   404   404   404   login
impacttool:session_add             | GET POST | 2024 deal.slug                 | login login 404   200   404   200   404   login
impacttool:session_add             | GET POST | 2026 deal.slug                 | login login 404   404   404   404   404   login
impacttool:session                 | GET      | 2024 deal.slug session.pk      | login login 404   200   404   200   404   login
impacttool:session                 | POST     | 2024 deal.slug session.pk      | login login 404   302   404   302   404   login
impacttool:session                 | GET      | 2023 deal.slug session.pk      | login login 404   404   404   404   404   login
impacttool:session                 | GET      | 2024 elsewhere.slug session.pk | login login 404   404   404   404   404   login
impacttool:save_note               | POST     | 2024 deal.slug session.pk      | login login 404   422   404   422   404   login
impacttool:notes                   | GET      | 2024 deal.slug session.pk      | login login 404   200   404   200   404   login
impacttool:session_edit            | GET POST | 2024 deal.slug session.pk      | login login 404   200   404   200   404   login
impacttool:session_delete          | GET      | 2024 deal.slug session.pk      | login login 404   200   404   200   404   login
impacttool:session_delete          | POST     | 2024 deal.slug session.pk      | login login 404   302   404   302   404   login
impacttool:attendee_add            | POST     | 2024 deal.slug session.pk      | login login 404   422   404   422   404   login
impacttool:attendee_delete         | POST     | 2024 deal.slug session.pk attendee.pk | login login 404   302   404   302   404   login
impacttool:outcome_add             | GET POST | 2024 deal.slug 'bevindingen'   | login login 404   200   404   200   404   login
impacttool:outcome_add             | GET POST | 2024 deal.slug 'aandachtspunten' | login login 404   200   404   200   404   login
impacttool:outcome_add             | GET      | 2024 deal.slug 'bestaat-niet'  | login login 404   404   404   404   404   login
impacttool:outcome_add             | GET      | 2026 deal.slug 'leerpunten'    | login login 404   404   404   404   404   login
impacttool:outcome_edit            | GET POST | 2024 deal.slug 'bevindingen' finding.pk | login login 404   200   404   200   404   login
impacttool:outcome_edit            | GET      | 2024 elsewhere.slug 'bevindingen' finding.pk | login login 404   404   404   404   404   login
impacttool:outcome_delete          | GET      | 2024 deal.slug 'bevindingen' finding.pk | login login 404   200   404   200   404   login
impacttool:outcome_delete          | POST     | 2024 deal.slug 'bevindingen' finding.pk | login login 404   302   404   302   404   login
impacttool:session_put_back        | GET      | 2024 deal.slug 'leerpunten' removed_lesson.pk | login login 404   200   404   200   404   login
impacttool:session_put_back        | POST     | 2024 deal.slug 'leerpunten' removed_lesson.pk | login login 404   302   404   302   404   login
impacttool:session_put_back        | GET      | 2024 deal.slug 'bevindingen' finding.pk | login login 404   404   404   404   404   login
impacttool:session_put_back        | GET      | 2024 elsewhere.slug 'leerpunten' removed_lesson.pk | login login 404   404   404   404   404   login
impacttool:session_put_back        | GET      | 2024 deal.slug 'bestaat-niet' finding.pk | login login 404   404   404   404   404   login
impacttool:attention_action        | GET POST | 2024 deal.slug attention.pk    | login login 404   200   404   200   404   login
impacttool:attention_action        | GET      | 2024 elsewhere.slug attention.pk | login login 404   404   404   404   404   login

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

api_deal_scores                    | GET      | 2023 deal.slug                 | 200   200   200   200   200   200   200   200
api_deal_scores                    | GET      | 2024 deal.slug                 | 401   401   200   200   404   200   404   404
api_deal_scores                    | GET      | 2025 deal.slug                 | 401   401   409   409   404   409   404   404
api_deal_scores                    | GET      | 2026 deal.slug                 | 401   401   409   409   404   409   404   404
schema                             | GET      |                                | 200   200   200   200   200   200   200   200
api_docs                           | GET      |                                | 200   200   200   200   200   200   200   200
"""
