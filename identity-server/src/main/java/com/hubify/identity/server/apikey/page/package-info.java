/**
 * The pages of a person's API keys at {@code /account/keys}, and the start page of their account. They do what the endpoints at
 * {@code /v1/api-keys} do, by forms and in plain words.
 */
@NullMarked
package com.hubify.identity.server.apikey.page;

import org.jspecify.annotations.NullMarked;
