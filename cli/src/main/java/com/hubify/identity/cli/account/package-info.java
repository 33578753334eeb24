/**
 * Whom a credential speaks for and whether it is good, as the server says.
 */
@NullMarked
package com.hubify.identity.cli.account;

import org.jspecify.annotations.NullMarked;
