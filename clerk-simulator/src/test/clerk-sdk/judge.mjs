// Asks Clerk's own SDK about one token. Reads a question from standard input, writes the verdict to standard output.
import { createClerkClient, verifyToken } from '@clerk/backend';

const question = JSON.parse(await new Response(process.stdin).text());

async function verify(key) {
  const { token, authorizedParties } = question;
  try {
    return { accepted: true, claims: await verifyToken(token, { ...key, authorizedParties }) };
  } catch (refusal) {
    return { accepted: false, reason: refusal.reason };
  }
}

async function authenticate() {
  const { apiUrl, secretKey, publishableKey, token, authorizedParties, acceptsToken } = question;
  const clerk = createClerkClient({ apiUrl, secretKey, publishableKey, telemetry: { disabled: true } });
  const request = new Request('http://localhost:8080/v1/labs', { headers: { Authorization: `Bearer ${token}` } });
  const state = await clerk.authenticateRequest(request, { authorizedParties, acceptsToken });
  const auth = state.toAuth();
  return {
    accepted: state.isAuthenticated,
    reason: state.reason,
    userId: auth?.userId,
    orgId: auth?.orgId,
    orgRole: auth?.orgRole,
    orgPermissions: auth?.orgPermissions,
    scopes: auth?.scopes,
    actor: auth?.actor,
  };
}

const ways = {
  pem: () => verify({ jwtKey: question.pem }),
  jwks: () => verify({ apiUrl: question.apiUrl, secretKey: question.secretKey, skipJwksCache: true }),
  request: authenticate,
};
process.stdout.write(JSON.stringify(await ways[question.way]()));
