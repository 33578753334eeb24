/** Operators who are people: who they are, and that their pages are not there for others. Operators that are programs have scopes. */
@NullMarked
package com.hubify.identity.server.operator;

import org.jspecify.annotations.NullMarked;
