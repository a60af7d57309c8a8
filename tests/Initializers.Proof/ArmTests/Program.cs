using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Initializers.ArmTests;

/// <summary>
/// Runs the tests whose names match a regular expression, and not another, in this process: <c>Class.Method</c> with the namespace. The
/// console of vstest does not run under qemu. Fewer tests than the third argument says are a failure too.
/// </summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        (Regex included, Regex excluded) = (new(args[0]), new(args[1]));
        var assembly = Assembly.Load("Initializers.Tests");
        using var found = new Sink();
        using var framework = new XunitTestFramework(found);
        using (ITestFrameworkDiscoverer discoverer = framework.GetDiscoverer(Reflector.Wrap(assembly)))
        {
            discoverer.Find(includeSourceInformation: false, found, new Options());
            found.Finished.WaitOne();
        }
        ITestCase[] cases = [.. found.Cases.Where(test => included.IsMatch(NameOf(test)) && !excluded.IsMatch(NameOf(test)))];
        Console.WriteLine($"{RuntimeInformation.ProcessArchitecture}: {cases.Length} of {found.Cases.Count} tests");

        using var run = new Sink();
        using ITestFrameworkExecutor executor = framework.GetExecutor(assembly.GetName());
        executor.RunTests(cases, run, new Options());
        run.Finished.WaitOne();
        Console.WriteLine($"{run.Passed} passed, {run.Failed} failed");
        return run.Failed == 0 && run.Passed == cases.Length && cases.Length >= int.Parse(args[2], CultureInfo.InvariantCulture) ? 0 : 1;
    }

    private static string NameOf(ITestCase test) => $"{test.TestMethod.TestClass.Class.Name}.{test.TestMethod.Method.Name}";

    private sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = [];

        public TValue GetValue<TValue>(string name) => _values.GetValueOrDefault(name) is TValue value ? value : default!;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }

    /// <summary>Counts results, and shows failures.</summary>
    private sealed class Sink : LongLivedMarshalByRefObject, IMessageSink, IDisposable
    {
        private readonly Lock _lock = new();

        public ManualResetEvent Finished { get; } = new(initialState: false);

        public List<ITestCase> Cases { get; } = [];

        public int Passed { get; private set; }

        public int Failed { get; private set; }

        public bool OnMessage(IMessageSinkMessage message)
        {
            lock (_lock)
            {
                switch (message)
                {
                    case ITestCaseDiscoveryMessage discovery:
                        Cases.Add(discovery.TestCase);
                        break;
                    case ITestPassed:
                        Passed++;
                        break;
                    case ITestFailed failed:
                        Failed++;
                        Console.WriteLine($"FAILED {failed.Test.DisplayName}: {string.Join(" ", failed.Messages)}");
                        break;
                    case IErrorMessage error:
                        Failed++;
                        Console.WriteLine($"FAILED {string.Join(" ", error.Messages)}");
                        break;
                    case IDiscoveryCompleteMessage or ITestAssemblyFinished:
                        Finished.Set();
                        break;
                }
            }
            return true;
        }

        public void Dispose() => Finished.Dispose();
    }
}
