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
deals:reason_edit                  | GET      | reason.pk                      | login login 403   403   403   200   200   login
deals:reason_edit                  | POST     | reason.pk                      | login login 403   403   403   409   409   login
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
deals:edit                         | GET      | deal.slug                      | login login 403   200   403   200   200   login
deals:edit                         | POST     | deal.slug                      | login login 403   409   403   409   409   login
deals:edit                         | GET      | hidden.slug                    | login login 404   200   404   200   200   login
deals:edit                         | POST     | hidden.slug                    | login login 404   409   404   409   409   login
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
deals:piece_edit                   | GET      | deal.slug 'gezocht' wanted.pk  | login login 403   200   403   200   200   login
deals:piece_edit                   | POST     | deal.slug 'gezocht' wanted.pk  | login login 403   409   403   409   409   login
deals:participation_edit           | GET      | deal.slug participation.pk     | login login 403   200   403   200   200   login
deals:participation_edit           | POST     | deal.slug participation.pk     | login login 403   409   403   409   409   login
deals:participation_edit           | GET      | hidden.slug hidden_participation.pk | login login 404   200   404   200   200   login
deals:participation_row            | GET      | deal.slug participation.pk     | login login 403   200   403   200   200   login
deals:participation_row            | POST     | deal.slug participation.pk     | login login 403   409   403   409   409   login
deals:participation_row            | GET      | hidden.slug hidden_participation.pk | login login 404   200   404   200   200   login
deals:criteria_tick                | GET      | deal.slug participation.pk     | login login 403   200   403   200   200   login
deals:criteria_tick                | POST     | deal.slug participation.pk     | login login 403   302   403   302   302   login
deals:criteria_tick                | GET      | deal.slug other_participation.pk | login login 403   302   403   302   302   login
deals:criteria_add                 | GET POST | deal.slug signing.pk           | login login 403   200   403   200   200   login
deals:criteria_add                 | GET      | elsewhere.slug signing.pk      | login login 403   403   404   404   404   login
deals:criterion_edit               | GET      | deal.slug criterion.pk         | login login 403   200   403   200   200   login
deals:criterion_edit               | POST     | deal.slug criterion.pk         | login login 403   409   403   409   409   login
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
deals:conversation_edit            | GET      | deal.slug conversation.pk      | login login 404   200   404   200   404   login
deals:conversation_edit            | POST     | deal.slug conversation.pk      | login login 404   409   404   409   404   login
deals:conversation_delete          | GET      | deal.slug conversation.pk      | login login 404   200   404   200   404   login
deals:conversation_delete          | POST     | deal.slug conversation.pk      | login login 404   302   404   302   404   login
deals:commitment_add               | GET POST | deal.slug participation.pk     | login login 200   200   403   200   403   login
deals:commitment_add               | GET POST | deal.slug other_participation.pk | login login 403   200   403   200   403   login
deals:commitment_edit              | GET      | deal.slug commitment.pk        | login login 200   200   404   200   403   login
deals:commitment_edit              | POST     | deal.slug commitment.pk        | login login 409   409   404   409   403   login
deals:commitment_edit              | GET      | deal.slug agreed.pk            | login login 403   200   404   200   403   login
deals:commitment_edit              | POST     | deal.slug agreed.pk            | login login 403   409   404   409   403   login
deals:commitment_edit              | GET      | deal.slug other_commitment.pk  | login login 404   200   404   200   403   login
deals:commitment_edit              | POST     | deal.slug other_commitment.pk  | login login 404   409   404   409   403   login
deals:commitment_delete            | GET      | deal.slug commitment.pk        | login login 200   200   404   200   403   login
deals:commitment_delete            | POST     | deal.slug commitment.pk        | login login 302   302   404   302   403   login
deals:commitment_delete            | POST     | deal.slug agreed.pk            | login login 403   302   404   302   403   login
deals:commitment_delete            | POST     | deal.slug other_commitment.pk  | login login 404   302   404   302   403   login
deals:commitment                   | GET      | deal.slug commitment.pk        | login login 200   200   404   200   200   login
deals:commitment                   | GET      | deal.slug other_commitment.pk  | login login 404   200   404   200   200   login
deals:amendment_add                | GET      | deal.slug agreed.pk            | login login 200   200   404   200   403   login
deals:amendment_add                | POST     | deal.slug agreed.pk            | login login 409   409   404   409   403   login
deals:amendment_add                | GET      | deal.slug other_commitment.pk  | login login 404   200   404   200   403   login
deals:amendment_add                | POST     | deal.slug other_commitment.pk  | login login 404   409   404   409   403   login
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
deals:milestone_edit               | GET      | deal.slug milestone.pk         | login login 403   200   403   200   200   login
deals:milestone_edit               | POST     | deal.slug milestone.pk         | login login 403   409   403   409   409   login
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
deals:extend                       | GET      | deal.slug                      | login login 403   200   403   200   200   login
deals:extend                       | POST     | deal.slug                      | login login 403   409   403   409   409   login
deals:extend                       | GET      | hidden.slug                    | login login 404   200   404   200   200   login
deals:piece_add                    | GET POST | deal.slug 'onderdelen'         | login login 403   200   403   200   200   login
deals:piece_add                    | GET POST | deal.slug 'verbanden'          | login login 403   200   403   200   200   login
deals:piece_add                    | GET      | hidden.slug 'borging'          | login login 404   200   404   200   200   login
deals:piece_edit                   | GET      | deal.slug 'bijstellingen' course_change.pk | login login 403   200   403   200   200   login
deals:piece_edit                   | POST     | deal.slug 'bijstellingen' course_change.pk | login login 403   409   403   409   409   login
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
deals:member_edit                  | GET      | deal.slug member.pk            | login login 403   200   403   200   200   login
deals:member_edit                  | POST     | deal.slug member.pk            | login login 403   409   403   409   409   login
deals:member_edit                  | GET      | elsewhere.slug member.pk       | login login 403   403   404   404   404   login
deals:member_delete                | GET      | deal.slug member.pk            | login login 403   200   403   200   200   login
deals:member_delete                | POST     | deal.slug member.pk            | login login 403   302   403   302   302   login
deals:meeting_write                | GET POST | deal.slug                      | login login 403   200   403   200   200   login
deals:meeting_write                | GET      | hidden.slug                    | login login 404   200   404   200   200   login
deals:action_done                  | GET      | deal.slug action_point.pk      | login login 403   200   403   200   200   login
deals:action_done                  | POST     | deal.slug action_point.pk      | login login 403   302   403   302   302   login
deals:action_done                  | GET      | elsewhere.slug action_point.pk | login login 403   403   404   404   404   login
deals:reviews                      | GET      | deal.slug                      | login login 403   200   403   200   200   login
deals:reviews                      | GET      | hidden.slug                    | login login 404   200   404   200   200   login
deals:review_add                   | GET POST | deal.slug                      | login login 403   200   403   200   200   login
deals:review                       | GET      | deal.slug review.pk            | login login 403   200   403   200   200   login
deals:review                       | GET      | elsewhere.slug review.pk       | login login 403   403   404   404   404   login
deals:review_edit                  | GET      | deal.slug review.pk            | login login 403   200   403   200   200   login
deals:review_edit                  | POST     | deal.slug review.pk            | login login 403   409   403   409   409   login
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
deals:piece_edit                   | GET      | deal.slug 'ondertekening' signing.pk | login login 403   200   403   200   200   login
deals:piece_edit                   | POST     | deal.slug 'ondertekening' signing.pk | login login 403   409   403   409   409   login
deals:piece_delete                 | GET      | deal.slug 'ondertekening' signing.pk | login login 403   200   403   200   200   login
deals:piece_delete                 | POST     | deal.slug 'ondertekening' signing.pk | login login 403   302   403   302   302   login
deals:piece_add                    | GET POST | deal.slug 'publicaties'        | login login 403   200   403   200   200   login
deals:piece_edit                   | GET      | deal.slug 'publicaties' publication.pk | login login 403   200   403   200   200   login
deals:piece_edit                   | POST     | deal.slug 'publicaties' publication.pk | login login 403   409   403   409   409   login
deals:piece_delete                 | GET      | deal.slug 'publicaties' publication.pk | login login 403   200   403   200   200   login
deals:piece_delete                 | POST     | deal.slug 'publicaties' publication.pk | login login 403   302   403   302   302   login

partners:list                      | GET      |                                | 200   200   200   200   200   200   200   200
partners:detail                    | GET      | organisation.pk                | 200   200   200   200   200   200   200   200
partners:edit                      | GET      | organisation.pk                | login login 200   403   403   200   200   login
partners:edit                      | POST     | organisation.pk                | login login 409   403   403   409   409   login
partners:edit                      | GET      | stranger.pk                    | login login 403   403   403   200   200   login
partners:edit                      | POST     | stranger.pk                    | login login 403   403   403   409   409   login
partners:contact_add               | GET POST | organisation.pk                | login login 403   200   403   200   200   login
partners:contact_add               | GET POST | approached.pk                  | login login 403   403   403   200   200   login
partners:contact_edit              | GET      | organisation.pk contact.pk     | login login 403   200   403   200   200   login
partners:contact_edit              | POST     | organisation.pk contact.pk     | login login 403   409   403   409   409   login
partners:contact_edit              | GET POST | stranger.pk contact.pk         | login login 403   404   403   404   404   login
partners:contact_replace           | GET POST | organisation.pk contact.pk     | login login 403   200   403   200   200   login
partners:contact_replace           | GET POST | stranger.pk contact.pk         | login login 403   404   403   404   404   login
partners:log                       | GET      |                                | login login 403   403   403   200   200   login
partners:lost_mails                | GET      |                                | login login 403   403   403   200   200   login
partners:lost_mails                | POST     |                                | login login 403   403   403   302   302   login
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

api_deal_scores                    | GET      | 2023 deal.slug                 | 200   200   200   200   200   200   200   200
api_deal_scores                    | GET      | 2024 deal.slug                 | 401   401   200   200   404   200   404   404
api_deal_scores                    | GET      | 2025 deal.slug                 | 401   401   409   409   404   409   404   404
api_deal_scores                    | GET      | 2026 deal.slug                 | 401   401   409   409   404   409   404   404
schema                             | GET      |                                | 200   200   200   200   200   200   200   200
api_docs                           | GET      |                                | 200   200   200   200   200   200   200   200
"""
