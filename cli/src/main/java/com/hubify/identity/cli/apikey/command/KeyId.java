package com.hubify.identity.cli.apikey.command;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.protocol.ApiKeyToken;

/** The id of a key as it is written on the command line. */
final class KeyId {

    private KeyId() {}

    /**
     * Reads the id, or takes it from a whole key: that never has to leave this computer.
     *
     * @throws Failure {@link ExitCode#USAGE} if it is neither. What was given is not repeated: it may be most of a key
     */
    static String parse(String text) {
        if (ApiKeyToken.isId(text)) {
            return text;
        }
        return ApiKeyToken.parse(text)
                .map(ApiKeyToken::id)
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "This is not the id of an API key.",
                        "Take the id, 8 letters and digits, from 'hubify auth api-key list'."));
    }
}
