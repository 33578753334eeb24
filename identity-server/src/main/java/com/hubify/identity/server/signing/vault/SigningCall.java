package com.hubify.identity.server.signing.vault;

import com.hubify.identity.server.signing.SigningUnavailable;
import java.util.List;

/** One call for several signatures by the same version. */
@FunctionalInterface
interface SigningCall {

    /**
     * @return an outcome for each input, in the same order
     * @throws SigningUnavailable if there is none for any of them
     */
    List<SigningOutcome> sign(List<byte[]> signingInputs);
}
