/**
 * OAuth applications registered at the instance: credentials, redirect addresses and the scopes each may ask
 * for. What they were granted belongs to {@code grant}.
 */
@NullMarked
package com.hubify.clerk.application;

import org.jspecify.annotations.NullMarked;
