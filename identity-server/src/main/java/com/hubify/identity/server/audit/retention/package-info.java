/** Removes old records, after a checkpoint has said which: what is missing otherwise has been taken away. */
@NullMarked
package com.hubify.identity.server.audit.retention;

import org.jspecify.annotations.NullMarked;
