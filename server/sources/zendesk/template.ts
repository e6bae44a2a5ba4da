/** The body that our triggers send, as it is pasted into Zendesk. Only ids, words of its lists, and times. */

/** `when` is the one word that differs from trigger to trigger: see README.md. */
export const TRIGGER_BODY = `{
  "deskpulse": "zendesk-trigger-1",
  "when": "created",
  "ticket": {
    "id": "{{ticket.id}}",
    "status": "{{ticket.status}}",
    "via": "{{ticket.via}}",
    "priority": "{{ticket.priority}}",
    "created_at": "{{ticket.created_at_with_timestamp}}",
    "updated_at": "{{ticket.updated_at_with_timestamp}}",
    "requester_id": "{{ticket.requester.id}}",
    "submitter_id": "{{ticket.submitter.id}}",
    "assignee_id": "{{ticket.assignee.id}}",
    "group_id": "{{ticket.group.id}}"
  },
  "comment": {
    "id": "{{ticket.latest_comment.id}}",
    "is_public": "{{ticket.latest_comment.is_public}}",
    "author_id": "{{ticket.latest_comment.author.id}}",
    "author_role": "{{ticket.latest_comment.author.role}}"
  },
  "actor": { "id": "{{current_user.id}}", "role": "{{current_user.role}}" },
  "satisfaction": {
    "score": "{{satisfaction.current_rating}}",
    "has_comment": "{% if satisfaction.current_comment != blank %}true{% endif %}"
  }
}`;
