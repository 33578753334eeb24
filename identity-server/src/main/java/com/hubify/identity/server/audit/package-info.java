/**
 * The audit trail: every refusal and every change of a credential, with the reason that callers never see. It listens to
 * events; no other package depends on it.
 */
@NullMarked
package com.hubify.identity.server.audit;

import org.jspecify.annotations.NullMarked;
