// Asks the real kstatus (sigs.k8s.io/cli-utils, which Helm and Flux wait by) what it makes of statuses:
//
//	go run . < ../../../operator/src/test/resources/io/cdcpipeline/observe/kstatus.jsonl
//
// Ends with 1 where it says something else than the file expects.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/cli-utils/pkg/kstatus/status"
)

type line struct {
	Expected string                 `json:"expected"`
	Object   map[string]interface{} `json:"object"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<20)
	wrong, all := 0, 0
	for in.Scan() {
		said, expected := verdict(in.Bytes())
		all++
		if string(said.Status) != expected {
			wrong++
			fmt.Printf("expected %s, is %s (%s): %s\n", expected, said.Status, said.Message, in.Text())
		}
	}
	fmt.Println(all, "statuses,", wrong, "differ")
	if in.Err() != nil || all == 0 || wrong > 0 {
		os.Exit(1)
	}
}

func verdict(text []byte) (*status.Result, string) {
	var one line
	must(json.Unmarshal(text, &one))
	raw, err := json.Marshal(one.Object)
	must(err)
	object := &unstructured.Unstructured{}
	must(object.UnmarshalJSON(raw)) // not the map itself: its numbers have to be integers
	result, err := status.Compute(object)
	must(err)
	return result, one.Expected
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
