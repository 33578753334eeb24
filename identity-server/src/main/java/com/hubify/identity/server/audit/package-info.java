/**
 * What happened: every refusal and every change of a credential, with the reason that the outside never sees. Listens to what
 * others publish; nobody depends on it.
 */
@NullMarked
package com.hubify.identity.server.audit;

import org.jspecify.annotations.NullMarked;
