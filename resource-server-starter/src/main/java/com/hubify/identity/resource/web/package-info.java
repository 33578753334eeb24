/**
 * What both stacks answer alike: bearer errors (RFC 6750), resource metadata (RFC 9728), rules for paths, and which
 * scopes are enough.
 */
@NullMarked
package com.hubify.identity.resource.web;

import org.jspecify.annotations.NullMarked;
