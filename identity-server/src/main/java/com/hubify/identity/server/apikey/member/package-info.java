/** What becomes of API keys that act for an organization. */
@NullMarked
package com.hubify.identity.server.apikey.member;

import org.jspecify.annotations.NullMarked;
