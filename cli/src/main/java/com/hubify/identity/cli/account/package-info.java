/** Whose credential it is and whether it is valid, according to the server. */
@NullMarked
package com.hubify.identity.cli.account;

import org.jspecify.annotations.NullMarked;
