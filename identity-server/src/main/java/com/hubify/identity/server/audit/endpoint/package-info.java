/** The audit trail at {@code /v1/audit}, for operators: searched, and exported as it is stored. */
@NullMarked
package com.hubify.identity.server.audit.endpoint;

import org.jspecify.annotations.NullMarked;
