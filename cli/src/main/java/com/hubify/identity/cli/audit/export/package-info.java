/** Exports of the audit trail, fetched from the server. */
@NullMarked
package com.hubify.identity.cli.audit.export;

import org.jspecify.annotations.NullMarked;
