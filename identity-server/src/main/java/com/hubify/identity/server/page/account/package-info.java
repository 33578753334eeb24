/** The account: its start page, and what the pages of its sections share. Sections belong to their features. */
@NullMarked
package com.hubify.identity.server.page.account;

import org.jspecify.annotations.NullMarked;
