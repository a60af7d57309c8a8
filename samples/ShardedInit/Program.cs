using System.CommandLine;
using System.Diagnostics;
using Initializers;
using Initializers.Checkpoints;
using ShardedInit;
using static System.FormattableString;

var layers = new Option<int>("--layers") { Description = "The layers of the model.", DefaultValueFactory = _ => Llama7B.Layers };
var seed = new Option<ulong>("--seed") { Description = "The seed.", DefaultValueFactory = _ => 42 };
var output = new Option<string>("--output") { Description = "The folder of the checkpoint.", DefaultValueFactory = _ => "checkpoint" };
var shard = new Option<long>("--shard-bytes") { Description = "The most bytes of a file.", DefaultValueFactory = _ => 1_000_000_000 };
var rank = new Option<int?>("--rank") { Description = "Which process this is, from 0. Defaults to what the launcher says." };
var size = new Option<int?>("--size") { Description = "How many processes there are. Defaults to what the launcher says." };
var command = new RootCommand("Writes the initial checkpoint of a model of 7 billion parameters in BF16, by any number of processes.")
{
    layers, seed, output, shard, rank, size,
};
command.SetAction(parsed =>
{
    ProcessRank process = ProcessRank.Detect(parsed.GetValue(rank), parsed.GetValue(size));
    ResolvedPlan plan = ModelPlan.Llama().Resolve(Llama7B.Parameters(parsed.GetValue(layers)));
    // The processors of this machine, by the processes that it has.
    string? here = Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_LOCAL_SIZE");
    int threads = Math.Max(1, Environment.ProcessorCount / (int.TryParse(here, out int local) ? local : process.Size));
    var random = new PhiloxRandom(parsed.GetValue(seed)) { MaxDegreeOfParallelism = threads };
    var options = new CheckpointOptions
    {
        Type = TensorDataType.BF16,
        ShardBytes = parsed.GetValue(shard),
        Process = process,
        Existing = ExistingCheckpoint.Resume, // a second start repairs what is not intact
    };
    long start = Stopwatch.GetTimestamp();
    SavedCheckpoint saved = plan.Save(parsed.GetRequiredValue(output), random, options);
    string files = process.Rank == 0 ? "all files are complete" : "its files are written";
    string time = Invariant($"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
    Console.WriteLine($"{process}: {files} after {time}, their hash is {saved.Hash}");
});
return command.Parse(args).Invoke();
