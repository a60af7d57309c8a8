using System.Globalization;
using Initializers.Threads;

// For as many seconds as the argument says, rounds of all that is shared; a round in which a value differs ends the program.
var time = TimeSpan.FromSeconds(double.Parse(args is [var seconds] ? seconds : "10", CultureInfo.InvariantCulture));
foreach ((string name, Action<Crowd> round) in SharedObjects.All)
{
    long rounds = 0;
    var crowd = new Crowd(seed: 1);
    for (DateTime end = DateTime.UtcNow + time / SharedObjects.All.Count; DateTime.UtcNow < end; rounds++) round(crowd);
    Console.WriteLine($"{name}: {rounds:N0} rounds of {Crowd.Threads} threads, the values of one thread");
}
