using System.CommandLine;
using System.Security.Cryptography;
using FromPyTorch;
using Initializers;
using Initializers.Frameworks;

Option<long> seed =
    new("--seed") { Description = "The seed, as for torch.manual_seed.", HelpName = "number", DefaultValueFactory = _ => 0 };
Option<FileInfo?> output =
    new("--output") { Description = "A file for the weights as float32, tensor after tensor, for compare.py.", HelpName = "file" };
RootCommand command = new("Initializes a C# network with the same weights as a PyTorch network.") { seed, output };
command.SetAction(arguments =>
{
    // import torch; from torch import nn
    // torch.manual_seed(0)
    // model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    PyTorchModule model = PyTorchInit.Sequential(PyTorchInit.Linear(64, 32), PyTorchInit.WithoutParameters("ReLU"),
        PyTorchInit.Linear(32, 10));
    IReadOnlyList<NamedTensor<float>> state = model.Initialize(new PyTorchRandom(arguments.GetValue(seed)));

    Console.WriteLine($"torch.manual_seed({arguments.GetValue(seed)}); {model}");
    foreach ((string name, TensorShape shape, float[] values) in state)
        Console.WriteLine(FormattableString.Invariant($"  {name,-9} [{string.Join(", ", shape.ToArray())}]: first {values[0]:R}, sha256 ")
            + FormattableString.Invariant($"{Convert.ToHexStringLower(SHA256.HashData(TwoLayers.Bytes(values)))[..16]}"));
    Console.WriteLine(
        FormattableString.Invariant($"Cross-entropy loss on the first 50 digits: {new TwoLayers(state).LossOfFirstDigits(50):F6}"));
    if (arguments.GetValue(output) is { } file)
    {
        file.Directory!.Create();
        File.WriteAllBytes(file.FullName, [.. state.SelectMany(tensor => TwoLayers.Bytes(tensor.Values))]);
        Console.WriteLine($"Weights: {file.FullName}");
    }
});
return command.Parse(args).Invoke();
