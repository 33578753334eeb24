/**
 * Credentials that were verified and may be judged again without a network call, each until what it rests on is too old.
 */
@NullMarked
package com.hubify.identity.resource.memory;

import org.jspecify.annotations.NullMarked;
