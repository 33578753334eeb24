/**
 * The form every answer of {@code /v1} has: the envelope round data, the envelope of errors, request ids, pages with their
 * cursors, the bound on bodies. Owns the form alone; what is in it belongs to the features. Errors of credentials (401, 403,
 * 503) have the same form but come from the starter.
 */
@NullMarked
package com.hubify.demo.api;

import org.jspecify.annotations.NullMarked;
