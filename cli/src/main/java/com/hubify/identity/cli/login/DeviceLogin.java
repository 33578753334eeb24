package com.hubify.identity.cli.login;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.Reply;
import com.hubify.identity.cli.server.ServerError;
import com.hubify.identity.cli.server.TokenEndpoint;
import com.hubify.identity.cli.session.Pause;
import com.hubify.identity.cli.session.Session;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.SafeText;
import com.hubify.identity.cli.terminal.Terminal;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import java.time.Clock;

/**
 * Signs in where there is no browser: the user types a code into one on another device.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
public final class DeviceLogin {

    private final IdentityServer server;
    private final DevicePolling polling;
    private final SignedIn signedIn;
    private final Terminal terminal;

    public DeviceLogin(IdentityServer server, TokenEndpoint tokens, Terminal terminal, Clock clock, Pause pause) {
        this.server = server;
        this.polling = new DevicePolling(tokens, clock, pause);
        this.signedIn = new SignedIn(server, clock);
        this.terminal = terminal;
    }

    /**
     * Shows the code and waits until it was used.
     *
     * @throws Failure {@link ExitCode#SIGN_IN_INCOMPLETE} if the user declines or the code expires
     */
    public Session signIn(Scope scope) {
        Reply reply = authorize(scope);
        Scope asked = scope;
        if (isRefusedScope(reply) && scope.contains(OIDCScopeValue.OPENID)) {
            // Spring's authorization server knows no ID tokens in the device grant and refuses to be asked for one.
            asked = new Scope(scope);
            asked.remove(OIDCScopeValue.OPENID);
            reply = authorize(asked);
        }
        DeviceAuthorizationSuccessResponse device = parse(reply);
        show(device);
        return signedIn.throughDevice(polling.await(device), asked);
    }

    private Reply authorize(Scope scope) {
        DeviceAuthorizationRequest request = new DeviceAuthorizationRequest.Builder(IdentityServer.CLIENT)
                .endpointURI(server.metadata().deviceAuthorizationEndpoint())
                .scope(scope)
                .build();
        return server.send(request.toHTTPRequest());
    }

    private static boolean isRefusedScope(Reply reply) {
        return reply.status() == 400
                && Json.object(reply.body())
                        .flatMap(body -> Json.text(body, "error"))
                        .filter(OAuth2Error.INVALID_SCOPE.getCode()::equals)
                        .isPresent();
    }

    private DeviceAuthorizationSuccessResponse parse(Reply reply) {
        if (!reply.isSuccess()) {
            throw ServerError.refusal(reply, "Run 'hubify auth login' without --device if there is a browser.");
        }
        try {
            DeviceAuthorizationSuccessResponse device =
                    DeviceAuthorizationResponse.parse(reply.forParsing()).toSuccessResponse();
            if (!server.issuer().mayLeadTo(device.getVerificationURI())) {
                throw reply.makesNoSense();
            }
            return device;
        } catch (ParseException e) {
            throw reply.makesNoSense();
        }
    }

    private void show(DeviceAuthorizationSuccessResponse device) {
        terminal.say("To sign in, open this address on any device:\n\n  "
                + SafeText.line(device.getVerificationURI().toString()) + "\n\nand enter the code\n\n  "
                + SafeText.line(device.getUserCode().getValue()) + "\n");
        if (device.getVerificationURIComplete() != null
                && server.issuer().mayLeadTo(device.getVerificationURIComplete())) {
            terminal.say("The same page with the code already filled in:\n\n  "
                    + SafeText.line(device.getVerificationURIComplete().toString()) + "\n");
        }
    }
}
