@NullMarked
package com.hubify.identity.cli.session;

import org.jspecify.annotations.NullMarked;
