/**
 * What both stacks share: bearer tokens and errors (RFC 6750), resource metadata (RFC 9728), rules for paths, and
 * decisions about scopes.
 */
@NullMarked
package com.hubify.identity.resource.web;

import org.jspecify.annotations.NullMarked;
