import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Router } from "wouter";
import { Unreachable } from "./api/problem";
import { FirstSteps } from "./session/FirstSteps";
import { LoginScreen } from "./session/Login";
import { SessionOf, useSession } from "./session/session";
import { Shell } from "./shell/Shell";
import { useGuardedLocation } from "./shell/location";
import { Confirming } from "./ui/Confirm";
import { Loading } from "./ui/Empty";
import { ProblemNote } from "./ui/ProblemNote";

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (count, error) => error instanceof Unreachable && count < 5 },
  },
});

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Router base="/page" hook={useGuardedLocation}>
        <Confirming>
          <Entrance />
        </Confirming>
      </Router>
    </QueryClientProvider>
  );
}

function Entrance() {
  const { me, failed } = useSession();
  if (failed) return <ProblemNote error={failed} onRetry={() => location.reload()} />;
  if (me === undefined) return <Loading />;
  if (me === null) return <LoginScreen />;
  return (
    <SessionOf me={me}>
      {me.must_change_password || me.second_factor_needed ? <FirstSteps /> : <Shell key={me.id} />}
    </SessionOf>
  );
}
