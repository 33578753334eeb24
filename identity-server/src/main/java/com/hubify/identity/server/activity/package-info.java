/**
 * Activity: what happened with a person's account, as far as it concerns their security, for the person. It listens to the
 * events that the audit trail is made of; no other package depends on it. The trail is for operators, and complete; this is
 * a short record of each person's own, in words.
 */
@NullMarked
package com.hubify.identity.server.activity;

import org.jspecify.annotations.NullMarked;
