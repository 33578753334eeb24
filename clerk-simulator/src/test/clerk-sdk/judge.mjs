// Asks Clerk's own SDK. Each line of standard input is a question, each line of standard output the verdict on it.
import { createInterface } from 'node:readline';
import { createClerkClient, verifyToken } from '@clerk/backend';
import { verifyWebhook } from '@clerk/backend/webhooks';

async function verify({ token, authorizedParties }, key) {
  try {
    return { accepted: true, claims: await verifyToken(token, { ...key, authorizedParties }) };
  } catch (refusal) {
    return { accepted: false, reason: refusal.reason };
  }
}

function client({ apiUrl, secretKey, publishableKey }) {
  return createClerkClient({ apiUrl, secretKey, publishableKey, telemetry: { disabled: true } });
}

async function authenticate(question) {
  const { token, authorizedParties, acceptsToken } = question;
  const request = new Request('http://localhost:8080/v1/labs', { headers: { Authorization: `Bearer ${token}` } });
  const state = await client(question).authenticateRequest(request, { authorizedParties, acceptsToken });
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

async function receive({ headers, body, signingSecret }) {
  try {
    const request = new Request('http://localhost:9000/webhooks/clerk', { method: 'POST', headers, body });
    return { accepted: true, event: await verifyWebhook(request, { signingSecret }) };
  } catch (refusal) {
    return { accepted: false, reason: refusal.message };
  }
}

// One call of the Backend API client, for example users.getUser.
async function call(question) {
  const [resource, method] = question.call.split('.');
  try {
    return { accepted: true, answer: await client(question)[resource][method](...question.arguments) };
  } catch (refusal) {
    return { accepted: false, status: refusal.status, code: refusal.errors?.[0]?.code, retryAfter: refusal.retryAfter };
  }
}

const ways = {
  pem: question => verify(question, { jwtKey: question.pem }),
  jwks: question => verify(question, { apiUrl: question.apiUrl, secretKey: question.secretKey, skipJwksCache: true }),
  request: authenticate,
  webhook: receive,
  backend: call,
};
for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  process.stdout.write(JSON.stringify(await ways[question.way](question)) + '\n');
}
