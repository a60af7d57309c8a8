using System.Reflection;
using Initializers.Tests.Cultures;

namespace Initializers.Tests.Samples;

public class CustomNetworkTests
{
    [Fact]
    public void Program_Run_LearnsXor()
    {
        TextWriter console = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            Culture.Under("", () => Assembly.Load("CustomNetwork").EntryPoint!.Invoke(null, [Array.Empty<string>()])); // as it runs
        }
        finally
        {
            Console.SetOut(console);
        }
        (string Inputs, double Prediction)[] lines = [.. output.ToString().Split('\n').Where(line => line.Contains("xor"))
            .Select(line => (line[..7], double.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)))];
        lines.Select(line => line.Inputs).Should().Equal("0 xor 0", "0 xor 1", "1 xor 0", "1 xor 1");
        lines.Select(line => line.Prediction > 0.5).Should().Equal(false, true, true, false);
    }
}
