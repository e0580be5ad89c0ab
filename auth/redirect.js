// The page that Microsoft sends people back to, after signing in and after signing out. MSAL's bridge puts
// the answer where the console looks for it, and goes back to the address the person came from.
try {
  await msalRedirectBridge.broadcastResponseToMainFrame();
} catch {
  // Opened by hand, or with an answer that nobody asked for: there is nothing to hand over.
  location.replace("/");
}
