/**
 * API keys as the command line handles them: creating one, listing them without their secrets, revoking by id or by the key
 * itself. What keys are and may do is the server's business.
 */
@NullMarked
package com.hubify.identity.cli.apikey;

import org.jspecify.annotations.NullMarked;
