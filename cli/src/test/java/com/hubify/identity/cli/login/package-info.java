@NullMarked
package com.hubify.identity.cli.login;

import org.jspecify.annotations.NullMarked;
