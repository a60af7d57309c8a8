using PackageConsumer;

Check[] checks = [.. PackageChecks.All(), .. WeightChecks.All(), .. SignalChecks.All(), .. ParityChecks.All()];
foreach (Check check in checks) Console.WriteLine($"{(check.Holds ? "ok     " : "FAILED ")} {check.Claim}");

int failed = checks.Count(check => !check.Holds);
Console.WriteLine(failed == 0 ? $"All {checks.Length} checks hold." : $"{failed} of {checks.Length} checks fail.");
return failed == 0 ? 0 : 1;
