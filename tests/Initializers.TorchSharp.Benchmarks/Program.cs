using System.Globalization;
using Initializers.Benchmarks.Compare;
using Initializers.TorchSharp.Benchmarks;
using TorchSharp;

// A worker: prints libtorch's version, and then the time of the work that each line names.
int threads = args is [_, var number] ? int.Parse(number, CultureInfo.InvariantCulture)
    : throw new ArgumentException("args must be what fills, torch or ours, and a number of threads, 0 for all.");
torch.set_num_threads(threads == 0 ? Environment.ProcessorCount : threads);
Func<Work, Action?> prepare = args[0] switch
{
    "torch" => TorchWork.Of,
    "ours" => work => OurWork.Of(work, threads == 0 ? -1 : threads),
    _ => throw new ArgumentException($"args must begin with torch or ours, but was {args[0]}."),
};
Console.WriteLine(Version.Parse(torch.__version__).ToString(fieldCount: 3));
Timing.Serve(prepare);
